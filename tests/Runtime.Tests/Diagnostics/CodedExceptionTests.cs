namespace ModelDsl.Runtime.Tests.Diagnostics;

public class CodedExceptionTests
{
    [Fact]
    public void Without_a_file_the_line_starts_with_the_origin() =>
        Assert.Equal("ModelDsl : error MDX0104: No such set.", new CodedException("MDX0104", "No such set.").ToLine());

    [Fact]
    public void A_file_and_line_have_the_form_that_editors_recognize() =>
        Assert.Equal("/a/b.csproj(7,3): error MDX0104: No such set.", new CodedException("MDX0104", "No such set.") { File = "/a/b.csproj", Line = 7, Column = 3 }.ToLine());

    [Fact]
    public void A_file_without_a_line_is_shown() =>
        Assert.Equal("b.csproj : error MDX0104: x", new CodedException("MDX0104", "x") { File = "b.csproj" }.ToLine());

    [Fact]
    public void A_problem_can_be_a_warning() =>
        Assert.Equal("runner : warning MDX0101: Skipped.", new CodedException("MDX0101", "Skipped.").ToLine(Severity.Warning, "runner"));

    [Fact]
    public void A_message_of_several_lines_becomes_one() =>
        Assert.Equal("ModelDsl : error MDX0102: one two", new CodedException("MDX0102", "one\r\n  two\n").ToLine());
}
