using ModelDsl.Files;

namespace ModelDsl.Runtime.Tests.Files;

public sealed class FileRetryTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_file_in_use_is_retried()
    {
        var attempts = 0;
        FileRetry.Run(() => { if (++attempts < 3) throw new UnauthorizedAccessException(); }, s_long);
        Assert.Equal(3, attempts);
    }

    [Fact]
    public void The_last_failure_is_thrown_after_the_timeout()
    {
        var attempts = 0;
        Assert.Throws<UnauthorizedAccessException>(() => FileRetry.Run(() => { attempts++; throw new UnauthorizedAccessException(); }, TimeSpan.Zero));
        Assert.Equal(1, attempts);
    }

    [Fact]
    public void Another_failure_is_thrown_at_once()
    {
        var attempts = 0;
        Assert.Throws<FileNotFoundException>(() => FileRetry.Run(() => { attempts++; throw new FileNotFoundException(); }, s_long));
        Assert.Equal(1, attempts);
    }

    [Fact]
    public void A_lock_of_another_process_counts_as_in_use()
    {
        var path = Path.GetTempFileName();
        try
        {
            var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            var attempts = 0;
            FileRetry.Run(
                () =>
                {
                    if (++attempts == 2)
                        held.Dispose();
                    new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
                },
                s_long);
            Assert.Equal(2, attempts);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
