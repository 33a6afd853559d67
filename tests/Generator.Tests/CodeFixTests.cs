using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>Repairs, applied: what they write compiles and runs.</summary>
public class CodeFixTests
{
    public static TheoryData<string> FixableRules => [.. CodeFixTest.FixableIds.Where(id => id.StartsWith("MDL", StringComparison.Ordinal))];

    public static TheoryData<string> OtherRules => [.. DiagnosticPage.Ids.Except(CodeFixTest.FixableIds)];

    [Theory, MemberData(nameof(FixableRules))]
    public async Task Each_fix_of_a_pages_example_compiles_and_runs(string id)
    {
        var offers = await CodeFixTest.Offers(DiagnosticPage.Example(id, "Invalid"));
        Assert.NotEmpty(offers);
        foreach (var offer in offers)
        {
            Assert.Equal(id, offer.Id);
            Assert.True(await ModelRunner.Run(offer.Source) > 0);
        }
    }

    [Theory, MemberData(nameof(FixableRules))]
    public async Task All_of_a_pages_mistakes_are_fixed_at_once(string id)
    {
        foreach (var offer in await CodeFixTest.Offers(DiagnosticPage.ExampleTwice(id, "Invalid")))
            Assert.True(await ModelRunner.Run(offer.All) > 1);
    }

    [Theory, MemberData(nameof(OtherRules))]
    public async Task No_fix_is_offered_where_the_repair_cannot_be_computed(string id) =>
        Assert.Empty(await CodeFixTest.Offers(DiagnosticPage.Example(id, "Invalid")));
}
