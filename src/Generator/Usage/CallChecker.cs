using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Usage;

/// <summary>Compares the arguments of a stage with its parameters.</summary>
internal static class CallChecker
{
    public static void Check(IInvocationOperation call, ShapeFlow flow, Action<Diagnostic> report)
    {
        try
        {
            if (flow.FindStage(call) is var (model, stage) && !IsMeantToFail(call))
                Check(call, model, stage, flow, report);
        }
        catch (OverflowException)
        {
            // Numbers beyond 64 bits, which the runtime refuses.
        }
    }

    private static void Check(IInvocationOperation call, TrackedModel model, CheckedStage stage, ShapeFlow flow, Action<Diagnostic> report)
    {
        var takes = stage.Inputs.Select(model.With).ToList();
        var values = ShapeFlow.Arguments(call).ToList();
        var gets = values.Select(flow.Tensor).ToList();
        var wrong = Enumerable.Range(0, Math.Min(takes.Count, gets.Count)).Where(i => gets[i] is { } tensor && Differ(tensor, takes[i], flow.Domain)).ToList();
        var name = $"{model.Model.Type.Name}.{call.TargetMethod.Name}";
        if (wrong.Count == 2 && (wrong[0], wrong[1]) is var (a, b) && !Differ(gets[a]!, takes[b], flow.Domain) && !Differ(gets[b]!, takes[a], flow.Domain))
        {
            var texts = values.Select(value => value.Syntax.ToString()).ToList();
            (texts[a], texts[b]) = (texts[b], texts[a]);
            report(Diagnostic.Create(
                UsageDescriptors.Swapped, values[a].Syntax.GetLocation(), [values[b].Syntax.GetLocation()],
                name, Batch(takes[a]), Parameter(call, a), Batch(takes[b]), Parameter(call, b), $"{call.TargetMethod.Name}({string.Join(", ", texts)})"));
            return;
        }

        foreach (var i in wrong)
            Report(i);

        void Report(int i)
        {
            var (value, tensor, shape) = (values[i], gets[i]!, takes[i]);
            var isMadeHere = ShapeFlow.WithoutConversions(value) == tensor.Origin;
            var origin = isMadeHere ? "" : $" from {OneLine(tensor.Origin)}";
            var lacksBatch = tensor.Axes.Count == shape.Rank && !shape.Axes.Where((axis, k) => tensor.Axes[k] is not { } length || AreUnequal(length, axis, flow.Domain)).Any();
            report(lacksBatch
                ? Diagnostic.Create(UsageDescriptors.NoBatch, value.Syntax.GetLocation(), Origins(i),
                    name, Batch(shape), Parameter(call, i), tensor, origin, Operand(value))
                : Diagnostic.Create(UsageDescriptors.WrongShape, value.Syntax.GetLocation(), Origins(i),
                    name, Batch(shape), Parameter(call, i), tensor, origin, Repair(value, tensor, shape, flow.Domain)));
        }

        IEnumerable<Location> Origins(int i)
        {
            if (ShapeFlow.WithoutConversions(values[i]) != gets[i]!.Origin)
                yield return gets[i]!.Origin.Syntax.GetLocation();
            if (call.TargetMethod.Parameters[i].Locations.FirstOrDefault() is { IsInSource: true } declared)
                yield return declared;
        }
    }

    /// <summary>True if the call is in a lambda that a test expects to throw.</summary>
    private static bool IsMeantToFail(IOperation operation)
    {
        for (var current = operation; current is not null; current = current.Parent)
        {
            if (current is IInvocationOperation { TargetMethod.Name: var name } && current != operation
                && (name.Contains("Throw") || name.Contains("Exception")))
                return true;
        }

        return false;
    }

    /// <summary>True if the tensor is certainly not a batch of the shape.</summary>
    private static bool Differ(TrackedTensor tensor, Shape shape, SizeDomain domain) =>
        tensor.Axes.Count != shape.Rank + 1
        || shape.Axes.Where((axis, i) => tensor.Axes[i + 1] is { } length && AreUnequal(length, axis, domain)).Any();

    /// <summary>True if the two differ for all values of the sizes.</summary>
    private static bool AreUnequal(SizeExpression left, SizeExpression right, SizeDomain domain) =>
        domain.IsAtLeast(left - right, 1) || domain.IsAtLeast(right - left, 1);

    private static string Repair(IOperation value, TrackedTensor tensor, Shape shape, SizeDomain domain)
    {
        var operand = Operand(value);
        if (ChannelsLast(tensor, shape, domain))
            return $" Write {operand}.permute(0, {shape.Rank}, {string.Join(", ", Enumerable.Range(1, shape.Rank - 1))}), which moves the channels before the grid.";
        if (tensor.Axes.Count > 1 && !tensor.Axes.Skip(1).Contains(null) && domain.AreEqual(new Shape(new(tensor.Axes.Skip(1).Select(axis => axis!))).Size, shape.Size))
            return shape.Rank == 1 ? $" Write {operand}.flatten(1)." : $" Write {operand}.reshape(-1, {string.Join(", ", shape.Axes)}).";
        return "";
    }

    /// <summary>True if the tensor has the shape's first axis last, as image files do.</summary>
    private static bool ChannelsLast(TrackedTensor tensor, Shape shape, SizeDomain domain) =>
        shape.Rank > 1 && tensor.Axes.Count == shape.Rank + 1 && shape[0].Constant != 1
        && shape.Axes.Skip(1).Append(shape[0]).Where((axis, i) => tensor.Axes[i + 1] is not { } length || !domain.AreEqual(length, axis)).FirstOrDefault() is null;

    private static string Parameter(IInvocationOperation call, int index) => call.TargetMethod.Parameters[index].Name;

    private static string Batch(Shape shape) => $"[batch, {string.Join(", ", shape.Axes)}]";

    /// <summary>The expression as the operand of a method call.</summary>
    private static string Operand(IOperation value) => ShapeFlow.WithoutConversions(value) is IBinaryOperation or IUnaryOperation or IConditionalOperation
        ? $"({OneLine(value)})"
        : OneLine(value);

    private static string OneLine(IOperation operation) => Regex.Replace(operation.Syntax.ToString(), @"\s+", " ");
}
