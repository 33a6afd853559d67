using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Generator.Declaration;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>Reports the modules of a model or a block that nothing registers.</summary>
/// <param name="type">The model or the block.</param>
/// <param name="compilation">The compilation.</param>
/// <param name="report">Receives the diagnostics.</param>
/// <param name="cancellation">Cancels the check.</param>
internal sealed class RegistrationChecker(INamedTypeSymbol type, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellation)
{
    private static readonly SymbolDisplayFormat s_short = SymbolDisplayFormat.MinimallyQualifiedFormat;

    /// <summary>Checks the fields of a model and the modules that its layers run.</summary>
    public void CheckModel()
    {
        foreach (var (member, held) in OwnModuleReader.Fields(type))
        {
            var kind = OwnModuleReader.Classify(held);
            if (kind == OwnModuleKind.None || ModuleSource.Declaration(member, cancellation) is not { } declaration || SymbolExtensions.IsGenerated(declaration))
                continue;
            if (kind == OwnModuleKind.Unsupported)
                Report(member, $"has the type {held.ToDisplayString(s_short)}, whose modules are not registered", Advice(held));
            else if (IsUnset(declaration) && !ModuleSource.Registers(type, cancellation))
                Report(member, "has no value when the constructor registers it", $"Write an initializer, as in = {Example(held)}");
            foreach (var part in OwnModuleReader.Parts(held))
                CheckModule(part, member.Locations[0]);
        }

        foreach (var stage in ModelMembers.Of(type).Stages)
            CheckLayers(ModelMembers.Layers(stage));
    }

    /// <summary>Checks the modules that layers run.</summary>
    public void CheckLayers(IEnumerable<AttributeData> layers)
    {
        foreach (var layer in layers)
        {
            if (layer.AttributeClass is { Name: "ModuleAttribute" }
                && layer.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Type, Value: ITypeSymbol module }
                && layer.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax { ArgumentList.Arguments: { Count: > 0 } arguments })
                CheckModule(module, arguments[0].GetLocation());
        }
    }

    private void CheckModule(ITypeSymbol module, Location use)
    {
        if (new UnregisteredParts(compilation, cancellation).Find(module) is not var (field, kind))
            return;
        var held = OwnModuleReader.Fields(field.ContainingType).First(own => SymbolEqualityComparer.Default.Equals(own.Member, field)).Type;
        var part = OwnModuleReader.Parts(held).First().ToDisplayString(s_short);
        var (fault, advice) = kind switch
        {
            OwnModuleKind.Module => ("is not registered", $"Write register_module(\"{field.Name}\", {field.Name}) in the constructor"),
            OwnModuleKind.Parameter => ("is not registered", $"Write register_parameter(\"{field.Name}\", {field.Name}) in the constructor"),
            OwnModuleKind.Dictionary => (NotSeen(), $"Write ModuleDict<{part}>, or call register_module for each in the constructor"),
            _ when part == "Parameter" => (NotSeen(), "Write ParameterList, or call register_parameter for each in the constructor"),
            _ => (NotSeen(), $"Write ModuleList<{part}>, or call register_module for each in the constructor"),
        };
        report(Diagnostic.Create(RegistrationDescriptors.Module, use, field.Locations.Take(1), module.ToDisplayString(s_short), field.Name, fault, advice));

        string NotSeen() => $"has the type {held.ToDisplayString(s_short)}, whose elements RegisterComponents does not register";
    }

    private void Report(ISymbol member, string fault, string advice) =>
        report(Diagnostic.Create(RegistrationDescriptors.Field, member.Locations[0], member.Name, fault, advice));

    /// <summary>The type to write in place of one whose modules cannot be registered.</summary>
    private static string Advice(ITypeSymbol type)
    {
        var part = OwnModuleReader.Parts(type).First();
        var name = part.ToDisplayString(s_short);
        return type switch
        {
            _ when part.Is(WellKnownNames.ModuleInterface) => $"Write {type.ToDisplayString(s_short).Replace("IModule<", "Module<")}",
            INamedTypeSymbol { IsTupleType: true } or INamedTypeSymbol { Name: "Tuple" } => "Write a field for each",
            INamedTypeSymbol { TypeArguments.Length: 2 } dictionary when part.Is(WellKnownNames.Parameter) && OwnModuleReader.HasNames(dictionary) =>
                "Write ParameterDict",
            _ when part.Is(WellKnownNames.Parameter) => "Write ParameterList",
            INamedTypeSymbol { Name: "Lazy" } => $"Write {name}",
            INamedTypeSymbol { TypeArguments.Length: 2 } pair when OwnModuleReader.IsModule(pair.TypeArguments[1]) => $"Write Dictionary<string, {name}>",
            INamedTypeSymbol { TypeArguments.Length: 1 } list when OwnModuleReader.IsModule(list.TypeArguments[0]) => $"Write {name}[] or List<{name}>",
            _ => $"Write one {name}[] for all, or a field for each",
        };
    }

    private static string Example(ITypeSymbol type) => OwnModuleReader.Classify(type) switch
    {
        OwnModuleKind.List or OwnModuleKind.Dictionary => "[ … ]",
        OwnModuleKind.Parameter => "nn.Parameter(zeros(10))",
        _ => "nn.Linear(10, 10)",
    };

    private static bool IsUnset(SyntaxNode declaration)
    {
        var value = declaration switch
        {
            VariableDeclaratorSyntax field => field.Initializer?.Value,
            PropertyDeclarationSyntax property => property.Initializer?.Value,
            _ => null,
        };
        while (value is PostfixUnaryExpressionSyntax suppressed)
            value = suppressed.Operand;
        return value is null || value.IsKind(SyntaxKind.NullLiteralExpression) || value.IsKind(SyntaxKind.DefaultLiteralExpression);
    }
}
