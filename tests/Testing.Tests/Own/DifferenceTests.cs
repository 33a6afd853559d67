namespace ModelDsl.Testing.Tests.Own;

public class DifferenceTests
{
    private static readonly string[] Lines = [.. Enumerable.Range(1, 20).Select(line => $"line {line}")];

    [Fact]
    public void Changed_lines_have_three_lines_of_context_and_their_numbers()
    {
        string[] changed = [.. Lines];
        changed[0] = "first";
        changed[14] = "  line 15";
        Assert.Equal(
            """
            @@ accepted line 1, new line 1 @@
            - line 1
            + first
              line 2
              line 3
              line 4
            @@ accepted line 12, new line 12 @@
              line 12
              line 13
              line 14
            - line 15
            +   line 15
              line 16
              line 17
              line 18
            """, Difference.Between(string.Join('\n', Lines), string.Join('\n', changed), colored: false));
    }

    [Fact]
    public void Each_text_has_its_own_line_numbers() =>
        Assert.StartsWith(
            "@@ accepted line 1, new line 1 @@\n+ zero\n  line 1\n  line 2\n  line 3\n@@ accepted line 17, new line 18 @@\n",
            Difference.Between(string.Join('\n', Lines), string.Join('\n', Lines.Prepend("zero").SkipLast(1)), colored: false),
            StringComparison.Ordinal);

    [Fact]
    public void Colors_are_only_for_terminals()
    {
        Assert.Equal(
            "\e[90m@@ accepted line 1, new line 1 @@\e[0m\n\e[31m- a\e[0m\n\e[32m+ b\e[0m", Difference.Between("a", "b", colored: true));
        Assert.DoesNotContain('\e', Difference.Between("a", "b", colored: false));
    }
}
