using PuppeteerSharp;

namespace ModelDsl.Experiments.Tests.Reports;

/// <summary>The system's Chromium, started once for all tests of a class.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    public IBrowser Browser { get; private set; } = null!;

    // Chromium's sandbox does not work for root or in most containers, and the page is trusted.
    public async Task InitializeAsync() => Browser = await Puppeteer.LaunchAsync(new() { ExecutablePath = Find(), Args = ["--no-sandbox"] });

    public async Task DisposeAsync() => await Browser.CloseAsync();

    private static string Find() =>
        (from folder in Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator) from name in s_names select Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("Chromium is not on the PATH. ./build.sh test installs it, or: apt-get install chromium");
}
