using PuppeteerSharp;
using PuppeteerSharp.Input;
using PuppeteerSharp.Media;

namespace ModelDsl.Experiments.Tests.Reports;

/// <summary>The page in a browser, opened from a file and without a network.</summary>
public sealed class BrowserTests(FakePage page, Chromium chromium) : IClassFixture<FakePage>, IClassFixture<Chromium>
{
    private readonly List<string> _browserErrors = [];

    [Theory]
    [InlineData(1400, "light")]
    [InlineData(1400, "dark")]
    [InlineData(360, "light")]
    public async Task The_page_fits_its_window_and_raises_no_error(int width, string scheme)
    {
        var tab = await Open(width, scheme);

        Assert.Equal(width, await tab.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth"));
        Assert.Equal(scheme == "dark", await tab.EvaluateExpressionAsync<int>("Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])") < 128);
        Assert.Empty(_browserErrors);
    }

    [Fact]
    public async Task A_chart_shows_values_at_the_pointer_and_by_keyboard()
    {
        var tab = await Open();
        var chart = await tab.QuerySelectorAsync(".line-chart svg");
        await chart.ScrollIntoViewAsync();
        await chart.HoverAsync();

        var readOut = await ReadOut(tab);
        Assert.Contains("epoch 6", readOut, StringComparison.Ordinal);
        Assert.Contains("ConvAutoencoder, Latent=16", readOut, StringComparison.Ordinal);

        await chart.PressAsync("ArrowLeft");
        Assert.Contains("epoch 5", await ReadOut(tab), StringComparison.Ordinal);
        await chart.PressAsync("Escape");
        Assert.False(await IsVisible(tab, ".read-out"));
        Assert.Empty(_browserErrors);
    }

    [Fact]
    public async Task The_tooltip_scrolls_with_its_chart()
    {
        var tab = await Open();
        var chart = await tab.QuerySelectorAsync(".line-chart svg");
        await chart.ScrollIntoViewAsync();
        await chart.PressAsync("ArrowLeft");
        Assert.True(await IsVisible(tab, ".read-out"));
        var at = await tab.EvaluateExpressionAsync<int>("scrollY");

        await tab.EvaluateExpressionAsync("scrollTo({ top: 0, behavior: 'instant' })");
        await tab.WaitForSelectorAsync(".read-out", new() { Hidden = true });
        await tab.EvaluateExpressionAsync($"scrollTo({{ top: {at}, behavior: 'instant' }})");
        await tab.WaitForSelectorAsync(".read-out", new() { Visible = true });
        Assert.Empty(_browserErrors);
    }

    [Fact]
    public async Task A_scrolled_table_keeps_the_names_of_rows_and_data_sets()
    {
        var tab = await Open(360);
        const string hidden = """
            [...document.querySelectorAll('#results .scroll')].flatMap(box => {
                box.scrollLeft = 10000;
                return [...box.querySelectorAll('tr.group span, tbody th[scope=row]')].filter(name => box.scrollLeft > 0 && name.getBoundingClientRect().left < box.getBoundingClientRect().left);
            }).length
            """;

        Assert.True(await tab.EvaluateExpressionAsync<bool>("[...document.querySelectorAll('#results .scroll')].some(box => box.scrollWidth > box.clientWidth)"));
        Assert.Equal(0, await tab.EvaluateExpressionAsync<int>(hidden));
    }

    [Fact]
    public async Task Captions_fit_a_narrow_window()
    {
        var tab = await Open(360);

        Assert.Equal(0, await tab.EvaluateExpressionAsync<int>("[...document.querySelectorAll('figcaption')].filter(caption => caption.getBoundingClientRect().right > innerWidth).length"));
    }

    [Fact]
    public async Task Printed_tables_fit_the_page()
    {
        // The width of A4 without Chromium's margins.
        var tab = await Open(718);
        await tab.EmulateMediaTypeAsync(MediaType.Print);

        Assert.Equal(0, await tab.EvaluateExpressionAsync<int>("[...document.querySelectorAll('#results table')].filter(table => table.getBoundingClientRect().right > document.body.getBoundingClientRect().right + .5).length"));
    }

    /// <summary>Two sheets of samples in a row, configurations within their columns, and dark text on white, whatever the theme is.</summary>
    [Fact]
    public async Task Printed_pictures_and_configurations_fit_the_page()
    {
        var tab = await Open(718, "dark");
        await tab.EmulateMediaTypeAsync(MediaType.Print);
        await tab.EvaluateExpressionAsync("document.querySelectorAll('details').forEach(details => details.open = true)");

        Assert.True(await tab.EvaluateExpressionAsync<bool>("[...document.querySelectorAll('.sheets')].every(sheets => sheets.children[0].offsetTop === sheets.children[1].offsetTop)"));
        Assert.Equal(0, await tab.EvaluateExpressionAsync<int>("[...document.querySelectorAll('img, .inputs')].filter(element => element.getBoundingClientRect().right > document.body.getBoundingClientRect().right + .5).length"));
        Assert.Equal("rgb(255, 255, 255)", await tab.EvaluateExpressionAsync<string>("getComputedStyle(document.body).backgroundColor"));
    }

    [Theory]
    [InlineData("light", "rgba(0, 0, 0")]
    [InlineData("dark", "rgba(255, 255, 255")]
    public async Task The_shadow_of_a_scrollable_table_is_visible(string scheme, string color)
    {
        var tab = await Open(360, scheme);

        Assert.Contains(color, await tab.EvaluateExpressionAsync<string>("getComputedStyle(document.querySelector('.scroll')).backgroundImage"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_legend_hides_and_shows_a_line_in_all_its_charts()
    {
        var tab = await Open();
        const string lines = "#training .series[data-series='0'] .line";
        var button = await tab.QuerySelectorAsync("#training .legend button");

        await button.ClickAsync();
        Assert.Equal("false", await button.EvaluateFunctionAsync<string>("button => button.ariaPressed"));
        Assert.False(await IsVisible(tab, lines));

        var chart = await tab.QuerySelectorAsync(".line-chart svg");
        await chart.HoverAsync();
        Assert.DoesNotContain("ConvAutoencoder", await ReadOut(tab), StringComparison.Ordinal);

        await button.ClickAsync();
        Assert.True(await IsVisible(tab, lines));
        Assert.Empty(_browserErrors);
    }

    [Fact]
    public async Task A_map_shows_the_class_at_the_pointer_unless_it_is_hidden()
    {
        var tab = await Open();
        var map = await tab.QuerySelectorAsync(".scatter-chart svg");
        await map.ScrollIntoViewAsync();
        // The first point of class 4, in coordinates of the drawing.
        const string place = """
            svg => {
                const [, x, y] = svg.querySelector("[data-series='4'] path").getAttribute("d").match(/M(\S+) ([\d.-]+)/);
                const matrix = svg.getScreenCTM();
                return [matrix.a * x + matrix.e, matrix.d * y + matrix.f];
            }
            """;

        await HoverPoint();
        Assert.Equal("class 4", await ReadOut(tab));

        await (await tab.QuerySelectorAllAsync("#maps .legend button"))[4].ClickAsync();
        await map.ScrollIntoViewAsync();
        await HoverPoint();
        Assert.NotEqual("class 4", await ReadOut(tab));
        Assert.Empty(_browserErrors);

        async Task HoverPoint()
        {
            var at = await map.EvaluateFunctionAsync<decimal[]>(place);
            await tab.Mouse.MoveAsync(at[0] - 1, at[1], new MoveOptions());
            await tab.Mouse.MoveAsync(at[0], at[1], new MoveOptions());
        }
    }

    [Fact]
    public async Task The_theme_button_cycles_automatic_light_dark()
    {
        var tab = await Open();
        var button = await tab.QuerySelectorAsync("#theme");
        var seen = new List<string>();
        for (var click = 0; click < 4; click++)
        {
            seen.Add($"{await button.EvaluateFunctionAsync<string>("button => button.innerText")}, {await tab.EvaluateExpressionAsync<string>("getComputedStyle(document.body).backgroundColor")}");
            await button.ClickAsync();
        }

        Assert.Equal(["Theme: automatic, rgb(255, 255, 255)", "Theme: light, rgb(255, 255, 255)", "Theme: dark, rgb(20, 23, 27)", "Theme: automatic, rgb(255, 255, 255)"], seen);
        Assert.Empty(_browserErrors);
    }

    [Fact]
    public async Task Interactive_elements_have_names_and_keyboard_access()
    {
        var tab = await Open();

        Assert.Equal(0, await tab.EvaluateExpressionAsync<int>("[...document.querySelectorAll('button')].filter(button => button.tabIndex < 0 || button.textContent.trim() === '').length"));
        Assert.Equal(0, await tab.EvaluateExpressionAsync<int>("[...document.querySelectorAll('.scroll')].filter(box => box.scrollWidth > box.clientWidth && box.tabIndex < 0).length"));
    }

    /// <summary>Opens the page as a file and records all errors of the browser.</summary>
    private async Task<IPage> Open(int width = 1400, string scheme = "light")
    {
        var path = Path.Combine(page.Experiment.Folder, "report.html");
        await File.WriteAllTextAsync(path, page.Text);
        // In a separate context, because the page stores the theme.
        var context = await chromium.Browser.CreateBrowserContextAsync();
        var tab = await context.NewPageAsync();
        await tab.SetViewportAsync(new() { Width = width, Height = 900 });
        await tab.EmulateMediaFeaturesAsync([new() { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme }]);
        // A long timeout, because the machine may be busy.
        tab.DefaultTimeout = 5 * 60 * 1000;
        tab.Console += (_, console) => _browserErrors.Add($"{console.Message.Type}: {console.Message.Text}");
        tab.PageError += (_, error) => _browserErrors.Add(error.Message);
        tab.Request += (_, request) =>
        {
            if (!request.Request.Url.StartsWith("file:", StringComparison.Ordinal) && !request.Request.Url.StartsWith("data:", StringComparison.Ordinal))
                _browserErrors.Add($"The page requests {request.Request.Url}.");
        };
        await tab.GoToAsync(new Uri(path).AbsoluteUri);
        return tab;
    }

    private static Task<string> ReadOut(IPage tab) => tab.EvaluateExpressionAsync<string>("document.querySelector('.read-out').innerText");

    /// <summary>True if all elements of a selector are visible; the selector must match.</summary>
    private static async Task<bool> IsVisible(IPage tab, string selector)
    {
        const string isVisible = "element => element.getBoundingClientRect().width > 0 && getComputedStyle(element).visibility === 'visible'";
        var visible = await tab.EvaluateExpressionAsync<bool[]>($"""[...document.querySelectorAll("{selector}")].map({isVisible})""");
        return Assert.Single(visible.Distinct());
    }
}
