using Microsoft.Playwright;

namespace ModelDsl.Experiments.Tests.Reports;

/// <summary>The page in a browser, from a file and without a network, as a reader has it.</summary>
public sealed class BrowserTests(FakePage page, Chromium chromium) : IClassFixture<FakePage>, IClassFixture<Chromium>
{
    private readonly List<string> _complaints = [];

    [Theory]
    [InlineData(1400, ColorScheme.Light)]
    [InlineData(1400, ColorScheme.Dark)]
    [InlineData(360, ColorScheme.Light)]
    public async Task The_page_fits_its_window_and_raises_no_error(int width, ColorScheme scheme)
    {
        var tab = await Open(width, scheme);

        Assert.Equal(width, await tab.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Equal(scheme == ColorScheme.Dark, await tab.EvaluateAsync<int>("Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])") < 128);
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task A_chart_tells_the_values_under_the_pointer_and_from_the_keyboard()
    {
        var tab = await Open();
        var chart = tab.Locator(".line-chart svg").First;
        await chart.ScrollIntoViewIfNeededAsync();
        await chart.HoverAsync();

        var readOut = await tab.Locator(".read-out").InnerTextAsync();
        Assert.Contains("epoch 6", readOut, StringComparison.Ordinal);
        Assert.Contains("ConvAutoencoder, Latent=16", readOut, StringComparison.Ordinal);

        await chart.PressAsync("ArrowLeft");
        Assert.Contains("epoch 5", await tab.Locator(".read-out").InnerTextAsync(), StringComparison.Ordinal);
        await chart.PressAsync("Escape");
        Assert.False(await tab.Locator(".read-out").IsVisibleAsync());
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task The_values_of_a_chart_go_out_of_sight_with_it_and_come_back()
    {
        var tab = await Open();
        var chart = tab.Locator(".line-chart svg").First;
        var readOut = tab.Locator(".read-out");
        await chart.ScrollIntoViewIfNeededAsync();
        await chart.PressAsync("ArrowLeft");
        Assert.True(await readOut.IsVisibleAsync());
        var at = await tab.EvaluateAsync<int>("scrollY");

        await tab.EvaluateAsync("scrollTo({ top: 0, behavior: 'instant' })");
        await readOut.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await tab.EvaluateAsync($"scrollTo({{ top: {at}, behavior: 'instant' }})");
        await readOut.WaitForAsync(new() { State = WaitForSelectorState.Visible });
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task A_table_that_is_moved_sideways_keeps_the_names_of_its_rows_and_data_sets()
    {
        var tab = await Open(360);
        const string hidden = """
            [...document.querySelectorAll('#results .scroll')].flatMap(box => {
                box.scrollLeft = 10000;
                return [...box.querySelectorAll('tr.group span, tbody th[scope=row]')].filter(name => box.scrollLeft > 0 && name.getBoundingClientRect().left < box.getBoundingClientRect().left);
            }).length
            """;

        Assert.True(await tab.EvaluateAsync<bool>("[...document.querySelectorAll('#results .scroll')].some(box => box.scrollWidth > box.clientWidth)"));
        Assert.Equal(0, await tab.EvaluateAsync<int>(hidden));
    }

    [Fact]
    public async Task Captions_are_within_a_narrow_window()
    {
        var tab = await Open(360);

        Assert.Equal(0, await tab.EvaluateAsync<int>("[...document.querySelectorAll('figcaption')].filter(caption => caption.getBoundingClientRect().right > innerWidth).length"));
    }

    [Fact]
    public async Task On_paper_tables_are_no_wider_than_the_page()
    {
        // A4, less Chromium's margins.
        var tab = await Open(718);
        await tab.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.Equal(0, await tab.EvaluateAsync<int>("[...document.querySelectorAll('#results table')].filter(table => table.getBoundingClientRect().right > document.body.getBoundingClientRect().right + .5).length"));
    }

    [Theory]
    [InlineData(ColorScheme.Light, "rgba(0, 0, 0")]
    [InlineData(ColorScheme.Dark, "rgba(255, 255, 255")]
    public async Task The_shade_that_says_more_to_the_right_is_seen(ColorScheme scheme, string color)
    {
        var tab = await Open(360, scheme);

        Assert.Contains(color, await tab.EvaluateAsync<string>("getComputedStyle(document.querySelector('.scroll')).backgroundImage"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_legend_hides_and_shows_a_line_in_all_its_charts()
    {
        var tab = await Open();
        var lines = tab.Locator("#training .series[data-series='0'] .line");
        var button = tab.Locator("#training .legend button").First;

        await button.ClickAsync();
        Assert.Equal("false", await button.GetAttributeAsync("aria-pressed"));
        Assert.All(await lines.AllAsync(), line => Assert.False(line.IsVisibleAsync().Result));

        var chart = tab.Locator(".line-chart svg").First;
        await chart.HoverAsync();
        Assert.DoesNotContain("ConvAutoencoder", await tab.Locator(".read-out").InnerTextAsync(), StringComparison.Ordinal);

        await button.ClickAsync();
        Assert.All(await lines.AllAsync(), line => Assert.True(line.IsVisibleAsync().Result));
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task A_map_tells_the_class_under_the_pointer_unless_it_is_hidden()
    {
        var tab = await Open();
        var map = tab.Locator(".scatter-chart svg").First;
        await map.ScrollIntoViewIfNeededAsync();
        // The first point of class 4, as the drawing has it.
        const string place = """
            svg => {
                const [, x, y] = svg.querySelector("[data-series='4'] path").getAttribute("d").match(/M(\S+) ([\d.-]+)/);
                const matrix = svg.getScreenCTM(), box = svg.getBoundingClientRect();
                return [matrix.a * x + matrix.e - box.left, matrix.d * y + matrix.f - box.top];
            }
            """;
        var at = await map.EvaluateAsync<float[]>(place);
        var point = new LocatorHoverOptions { Position = new() { X = at[0], Y = at[1] }, Force = true };

        await map.HoverAsync(point);
        Assert.Equal("class 4", await tab.Locator(".read-out").InnerTextAsync());

        await tab.Locator("#maps .legend button").Nth(4).ClickAsync();
        await map.ScrollIntoViewIfNeededAsync();
        await map.HoverAsync(point);
        Assert.NotEqual("class 4", await tab.Locator(".read-out").InnerTextAsync());
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task The_theme_button_goes_from_the_systems_to_light_to_dark()
    {
        var tab = await Open();
        var button = tab.Locator("#theme");
        var seen = new List<string>();
        for (var click = 0; click < 4; click++)
        {
            seen.Add($"{await button.InnerTextAsync()}, {await tab.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")}");
            await button.ClickAsync();
        }

        Assert.Equal(["Theme: automatic, rgb(255, 255, 255)", "Theme: light, rgb(255, 255, 255)", "Theme: dark, rgb(20, 23, 27)", "Theme: automatic, rgb(255, 255, 255)"], seen);
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task Everything_that_can_be_pressed_has_a_name_and_can_be_reached_by_keyboard()
    {
        var tab = await Open();

        Assert.Equal(0, await tab.EvaluateAsync<int>("[...document.querySelectorAll('button')].filter(button => button.tabIndex < 0 || button.textContent.trim() === '').length"));
        Assert.Equal(0, await tab.EvaluateAsync<int>("[...document.querySelectorAll('.scroll')].filter(box => box.scrollWidth > box.clientWidth && box.tabIndex < 0).length"));
    }

    /// <summary>Opens the page as a file; every complaint of the browser is noted.</summary>
    private async Task<IPage> Open(int width = 1400, ColorScheme scheme = ColorScheme.Light)
    {
        var path = Path.Combine(page.Experiment.Folder, "report.html");
        await File.WriteAllTextAsync(path, page.Text);
        var tab = await chromium.Browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme });
        // A machine that does other things too may take long; nothing here is about time.
        tab.SetDefaultTimeout(5 * 60 * 1000);
        tab.Console += (_, message) => _complaints.Add($"{message.Type}: {message.Text}");
        tab.PageError += (_, error) => _complaints.Add(error);
        tab.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("file:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                _complaints.Add($"The page asks for {request.Url}.");
        };
        await tab.GotoAsync(new Uri(path).AbsoluteUri);
        return tab;
    }
}
