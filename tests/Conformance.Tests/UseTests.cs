using ModelDsl.Conformance.Tests.Signatures;

namespace ModelDsl.Conformance.Tests;

/// <summary>What is written against TorchSharp compiles with its oldest and its newest version, as far as metadata can tell.</summary>
public sealed class UseTests
{
    public static TheoryData<string> Users => [.. Code.Users];

    [Theory]
    [MemberData(nameof(Users))]
    public void Every_member_in_use_is_in_the_newest_version(string assembly) => AssertOffered(Versions.Newest, assembly, "newest");

    [Theory]
    [MemberData(nameof(Users))]
    public void Every_member_in_use_is_in_the_oldest_version(string assembly) => AssertOffered(Versions.Oldest, assembly, "oldest");

    [Theory]
    [InlineData("ModelDsl.Runtime", "torch.Tensor :: torch.Tensor detach()")]
    [InlineData("ModelDsl.Runtime", "torch.optim.Optimizer :: abstract class : object, IDisposable")]
    [InlineData("ModelDsl.Architectures", "torch.nn.Module<T, TResult> :: abstract TResult forward(T input)")]
    public void Uses_are_found(string assembly, string line) => Assert.Contains(Code.Uses(assembly), use => use.Signature.Line == line);

    private static void AssertOffered(SignatureList version, string assembly, string name)
    {
        var missing = Code.Uses(assembly).Where(use => !version.Offers(use)).Select(use => use.Signature).Distinct();
        Report.AssertNone(missing, version, $"are used in {assembly}, and the {name} TorchSharp has none that fits. Use what all versions share");
    }
}
