using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ModelDsl.Generator.Usage;

/// <summary>
/// The variables of a body that are assigned only at their declaration, with their initializers. Other variables are not
/// followed, so loops and branches need no analysis.
/// </summary>
internal sealed class Locals
{
    /// <summary>Methods that change a tensor's shape in place.</summary>
    private static readonly HashSet<string> s_reshapeInPlace =
        ["unsqueeze_", "squeeze_", "resize_", "resize_as_", "transpose_", "t_", "swapaxes_", "swapdims_", "swap_", "set_"];

    private readonly Dictionary<ILocalSymbol, IOperation> _values = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _written = new(SymbolEqualityComparer.Default);

    public Locals(IOperation body)
    {
        CanBeFollowed = true;
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Symbol: var symbol } declarator:
                    CanBeFollowed &= symbol.RefKind == RefKind.None;
                    if ((declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer) is { } initializer)
                        _values[symbol] = initializer.Value;
                    break;
                case ILocalReferenceOperation local when IsWritten(local):
                    _written.Add(local.Local);
                    break;
                case IParameterReferenceOperation parameter when IsWritten(parameter):
                    _written.Add(parameter.Parameter);
                    break;
                case IInvocationOperation call when s_reshapeInPlace.Contains(call.TargetMethod.Name):
                    CanBeFollowed = false;
                    break;
            }
        }
    }

    /// <summary>True if no variable is an alias and no tensor changes its shape in place.</summary>
    public bool CanBeFollowed { get; }

    /// <summary>The initializer of the variable; null if it is assigned again.</summary>
    public IOperation? Find(ILocalSymbol local) => _values.TryGetValue(local, out var value) && !_written.Contains(local) ? value : null;

    /// <summary>True if the variable or the parameter is never assigned again.</summary>
    public bool IsFixed(ISymbol variable) => !_written.Contains(variable);

    private static bool IsWritten(IOperation reference)
    {
        // In (a, b) = ..., each element is assigned.
        var target = reference;
        while (target.Parent is ITupleOperation or IDeclarationExpressionOperation)
            target = target.Parent;
        return target.Parent switch
        {
            IAssignmentOperation assignment => assignment.Target == target,
            IIncrementOrDecrementOperation or IAddressOfOperation => true,
            IArgumentOperation { Parameter.RefKind: not RefKind.None } => true,
            _ => false,
        };
    }
}
