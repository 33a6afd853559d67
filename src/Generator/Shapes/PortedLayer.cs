namespace ModelDsl.Generator.Shapes;

/// <summary>A layer as written in PyTorch, with the size of its input, which is inferred here.</summary>
internal static class PortedLayer
{
    private const string Inputs = "Inputs";

    /// <summary>The error of a layer with an input size; null if it has none.</summary>
    public static DeclarationError? Check(Layer layer, LayerKind kind, Place place) =>
        layer.Find(Inputs) is { } inputs ? Error(layer, inputs, kind, place) : null;

    private static DeclarationError Error(Layer layer, Argument inputs, LayerKind kind, Place place)
    {
        var others = kind.Parameters.Where(parameter => parameter.Default is null)
            .Select(parameter => layer.Find(parameter.Name))
            .Where(argument => argument is not null)
            .Select(argument => Repairs.Written(argument!))
            .ToList();
        var written = others.Count == 0 ? kind.Name : $"{kind.Name}({string.Join(", ", others)})";
        var where = place with { Argument = Inputs };
        // Three numbers can also mean channels, kernel and stride.
        var isStrided = others.Count == 2 && layer.Find("Stride") is null && kind.Parameters.Any(parameter => parameter.Name == "Stride");
        return DeclarationError.Of(RuleId.PortedLayer, where, kind.Name, Repairs.Written(inputs), written)
            .RepairedBy(Repair.Of(EditKind.RemoveArgument, where, written)) with
        {
            Proposals = new EquatableArray<Proposal>(isStrided ? [Strided(inputs, others, kind, place)] : []),
        };
    }

    private static Proposal Strided(Argument inputs, IReadOnlyList<string> others, LayerKind kind, Place place)
    {
        return new(
            $", or {kind.Name}({Repairs.Written(inputs)}, {others[0]}, Stride = {others[1]}) for a stride",
            Repair.Of(
                new(EditKind.RemoveArgument, place with { Argument = Inputs }, ""),
                Set(kind.Parameters[0].Name, Repairs.Written(inputs)), Set(kind.Parameters[1].Name, others[0]), Set("Stride", others[1])),
            IsOffered: false);

        Edit Set(string argument, string text) => new(EditKind.SetArgument, place with { Argument = argument }, text);
    }
}
