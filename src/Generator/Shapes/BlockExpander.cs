using System.Text.RegularExpressions;

namespace ModelDsl.Generator.Shapes;

/// <summary>A layer after blocks are expanded.</summary>
/// <param name="Declared">The layer.</param>
/// <param name="Place">The place of its declaration.</param>
/// <param name="Scope">The names that its arguments may use.</param>
/// <param name="Use">The use of a block that it belongs to, which makes its points unique; empty in a stage.</param>
internal sealed record ExpandedLayer(Layer Declared, Place Place, Scope Scope, string Use = "");

/// <summary>Replaces blocks by their layers, with repetitions and skip connections.</summary>
/// <param name="domain">The model's sizes.</param>
internal sealed class BlockExpander(SizeDomain domain)
{
    /// <summary>The limit of layers and blocks per stage: repetitions multiply.</summary>
    private const int Maximum = 10_000;

    /// <summary>The argument of every block for the number of repetitions. The weights are named by the layers, whose number is fixed.</summary>
    public static readonly LayerParameter Repeat = new("Repeat", ParameterType.PerAxis, PerAxis.Of([1])) { IsFixed = true };

    private readonly List<ExpandedLayer> _layers = [];
    private int _blocks;

    /// <summary>The layers; null with the <paramref name="error"/>, or without one if the mistake is reported elsewhere.</summary>
    public IReadOnlyList<ExpandedLayer>? Expand(IReadOnlyList<Layer> layers, Func<int, Place> place, Scope scope, out DeclarationError? error)
    {
        error = null;
        _layers.Capacity = layers.Count;
        for (var i = 0; i < layers.Count; i++)
        {
            if (!Add(layers[i], place(i), scope, "", out error))
                return null;
        }

        return _layers;
    }

    /// <param name="layer">A layer or a block.</param>
    /// <param name="place">Its place.</param>
    /// <param name="scope">The names that its arguments may use.</param>
    /// <param name="prefix">The prefix that makes its points unique.</param>
    /// <param name="error">The mistake.</param>
    private bool Add(Layer layer, Place place, Scope scope, string prefix, out DeclarationError? error)
    {
        error = null;
        if (layer.Block is not { } block)
        {
            _layers.Add(new(layer, place, scope, prefix));
            return true;
        }

        if (layer.Kind is null || BlockChecker.IsMistaken(block) || ReadParameters(layer, block, place, scope, out error) is not { } inner)
            return false;
        if (Repetitions(layer, place, scope, out error) is not { } repeat)
            return false;

        for (var i = 0L; i < repeat; i++)
        {
            var instance = $"{prefix}{block.Name}{++_blocks}.";
            if (_layers.Count + block.Layers.Count > Maximum || _blocks > Maximum)
            {
                error = DeclarationError.Of(RuleId.TooLarge, place, block.Name, $"gives the stage more than {Maximum} layers or blocks");
                return false;
            }

            var isResidual = layer.Find("Residual")?.Values[0] is true;
            if (isResidual)
                _layers.Add(new(new("Mark", new([Argument.Of("Name", instance)])), place, scope));
            for (var j = 0; j < block.Layers.Count; j++)
            {
                if (!Add(block.Layers[j], place with { Inside = new(place.Inside.Append(j)) }, inner, instance, out error))
                    return false;
            }

            if (isResidual)
                _layers.Add(new(new("Add", new([Argument.OfMany("From", instance)])), place, scope));
        }

        return true;
    }

    private Scope? ReadParameters(Layer layer, Block block, Place place, Scope scope, out DeclarationError? error)
    {
        error = null;
        var reader = new ArgumentReader(domain, scope);
        var values = new Dictionary<string, SizeExpression>();
        foreach (var parameter in block.Parameters)
        {
            if (layer.Find(parameter) is not { } argument)
                return null;
            if (reader.ReadBlockArgument(argument, block.Name, place, out error) is not { } value)
                return null;
            values[parameter] = value;
        }

        return new(block.Name, values);
    }

    private long? Repetitions(Layer layer, Place place, Scope scope, out DeclarationError? error)
    {
        error = null;
        return layer.Find(Repeat.Name) is { } argument
            ? (new ArgumentReader(domain, scope).Read(argument, Repeat, layer.Kind!, place, out error) as PerAxis)?[0].Constant
            : 1;
    }

    /// <summary>The block whose input <c>Residual</c> marks with this point; null for a point of the user's.</summary>
    public static string? BlockAt(string point) => Regex.Match(point, @"(\w+?)\d+\.$") is { Success: true } instance ? instance.Groups[1].Value : null;
}
