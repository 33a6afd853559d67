using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ModelDsl.Generator.Declaration;

namespace ModelDsl.Generator.Usage;

/// <summary>Finds returned tensors that are owned by a dispose scope of the method.</summary>
internal static class ScopeChecker
{
    /// <summary>Prefixes of the methods that remove a tensor from its scope or move it to another.</summary>
    private static readonly string[] s_handOver = ["MoveTo", "Detach", "Attach", "Include", "DisposeEverythingBut"];

    public static void Check(IReturnOperation result, ShapeFlow flow, Locals locals, Action<Diagnostic> report)
    {
        if (result is not { Kind: OperationKind.Return, ReturnedValue: { } returned } || Scope(result) is not { } scope)
            return;

        var value = ShapeFlow.WithoutConversions(returned);
        var made = value is ILocalReferenceOperation local ? locals.Find(local.Local) : value;
        if (made is null || ShapeFlow.WithoutConversions(made) is not IInvocationOperation call || !call.Type.Is(WellKnownNames.Tensor)
            || flow.FindStage(call) is not var (model, stage) || Scope(call) != scope || MayBeKept(result, value, flow))
            return;

        report(Diagnostic.Create(
            UsageDescriptors.DisposedWithScope, value.Syntax.GetLocation(), [scope.Syntax.GetLocation()], $"{model.Model.Type.Name}.{stage.Name}", value.Syntax));
    }

    /// <summary>The innermost <c>NewDisposeScope()</c> in a <c>using</c> around the operation.</summary>
    private static IOperation? Scope(IOperation operation)
    {
        for (var current = operation; current.Parent is { } parent and not (IAnonymousFunctionOperation or ILocalFunctionOperation); current = parent)
        {
            var resources = parent switch
            {
                IUsingOperation statement when statement.Body == current => statement.Resources,
                IBlockOperation block => block.Operations.TakeWhile(earlier => earlier != current)
                    .OfType<IUsingDeclarationOperation>().LastOrDefault(IsScope)?.DeclarationGroup,
                _ => null,
            };
            if (resources is not null && IsScope(resources))
                return resources;
        }

        return null;
    }

    private static bool IsScope(IOperation resources) => resources.DescendantsAndSelf().OfType<IInvocationOperation>()
        .Any(call => call.TargetMethod is { Name: "NewDisposeScope", IsStatic: true });

    /// <summary>True if the method passes a tensor to another owner, or the variable to code that may do so.</summary>
    private static bool MayBeKept(IOperation result, IOperation value, ShapeFlow flow)
    {
        var body = result;
        while (body.Parent is not null)
            body = body.Parent;
        var calls = body.DescendantsAndSelf().OfType<IInvocationOperation>();
        return calls.Any(call => s_handOver.Any(name => call.TargetMethod.Name.StartsWith(name, StringComparison.Ordinal))
            || value is ILocalReferenceOperation local && flow.FindStage(call) is null && !IsOfLibrary(call.TargetMethod)
                && call.Arguments.Any(argument => argument.DescendantsAndSelf().OfType<ILocalReferenceOperation>()
                    .Any(other => SymbolEqualityComparer.Default.Equals(other.Local, local.Local))));
    }

    private static bool IsOfLibrary(IMethodSymbol method) => method.ContainingNamespace?.Name is "TorchSharp" or "Modules";
}
