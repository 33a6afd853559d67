using Microsoft.Playwright;

namespace ModelDsl.Experiments.Tests.Reports;

/// <summary>The system's Chromium, started once for all tests of a class; each opens a tab of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private IPlaywright _playwright = null!;

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Find() });
    }

    public async Task DisposeAsync()
    {
        await Browser.CloseAsync();
        _playwright.Dispose();
    }

    private static string Find() =>
        (from folder in Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator) from name in s_names select Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("Chromium is not on the PATH. ./build.sh test installs it, or: apt-get install chromium");
}
