namespace ModelDsl.Runtime.Tests.Diagnostics;

public class CodedExceptionTests
{
    [Fact]
    public void Without_a_place_the_origin_speaks() =>
        Assert.Equal("ModelDsl : error MDX0104: No such set.", new CodedException("MDX0104", "No such set.").ToLine());

    [Fact]
    public void With_a_place_editors_can_jump_to_it() =>
        Assert.Equal("/a/b.csproj(7,3): error MDX0104: No such set.", new CodedException("MDX0104", "No such set.") { File = "/a/b.csproj", Line = 7, Column = 3 }.ToLine());

    [Fact]
    public void A_file_without_a_line_is_still_a_place() =>
        Assert.Equal("b.csproj : error MDX0104: x", new CodedException("MDX0104", "x") { File = "b.csproj" }.ToLine());

    [Fact]
    public void The_same_problem_can_be_a_warning() =>
        Assert.Equal("runner : warning MDX0101: Skipped.", new CodedException("MDX0101", "Skipped.").ToLine(Severity.Warning, "runner"));

    [Fact]
    public void A_message_of_several_lines_becomes_one() =>
        Assert.Equal("ModelDsl : error MDX0102: one two", new CodedException("MDX0102", "one\r\n  two\n").ToLine());
}
