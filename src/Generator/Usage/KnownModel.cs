using Microsoft.CodeAnalysis;
using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Usage;

/// <summary>A valid model, of this compilation or of a referenced assembly, with the shapes of its stages.</summary>
internal sealed class KnownModel
{
    private readonly IReadOnlyList<IMethodSymbol> _methods;
    private readonly IReadOnlyList<CheckedStage> _stages;

    private KnownModel(INamedTypeSymbol type, Architecture architecture, IReadOnlyList<CheckedStage> stages)
    {
        (Type, Sizes, _stages, _methods) = (type, architecture.Sizes, stages, ModelMembers.Of(type).Stages);
        Forward = !architecture.HasForward ? null
            : architecture.Autoencoder is { } autoencoder ? new("forward", stages[autoencoder.Encode].Inputs, [], stages[autoencoder.Decode].Output)
            : stages[0];
    }

    public INamedTypeSymbol Type { get; }

    public IReadOnlyList<Size> Sizes { get; }

    /// <summary>The model's forward; null if it has none.</summary>
    public CheckedStage? Forward { get; }

    /// <summary>The value of the property of this name.</summary>
    public Shape InputShape => _stages[0].Input;

    /// <summary>Reads a class; null if it is not a model, or a mistaken one, which is reported at its declaration.</summary>
    public static KnownModel? Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        type = type.OriginalDefinition;
        if (type.GetAttributes().Find(WellKnownNames.ModelAttribute) is null)
            return null;
        var architecture = DeclarationReader.ReadArchitecture(type, compilation, cancellation);
        var check = ModelChecker.Check(architecture);
        return check.IsValid ? new(type, architecture, [.. check.Stages.Select(stage => stage!)]) : null;
    }

    /// <summary>The stage that a call runs; null if it runs none.</summary>
    /// <param name="method">The called method, of the model, its base class or an interface.</param>
    public CheckedStage? Find(IMethodSymbol method)
    {
        if (method is { Name: "forward" or "call", Parameters.Length: 1 } && _methods.All(stage => stage.Name != method.Name))
            return Forward;
        var own = method.ContainingType.TypeKind == TypeKind.Interface ? Type.FindImplementationForInterfaceMember(method) as IMethodSymbol : method;
        own = own?.OriginalDefinition;
        var definition = own?.PartialDefinitionPart ?? own;
        var index = _methods.ToList().FindIndex(stage => SymbolEqualityComparer.Default.Equals(stage, definition));
        return index < 0 ? null : _stages[index];
    }
}
