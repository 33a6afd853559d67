using System.ComponentModel;

namespace ModelDsl.Graphs;

/// <summary>A layer of a stage.</summary>
/// <param name="Index">Its index in the stage, which is part of its weights' names.</param>
/// <param name="Kind">The name of the attribute.</param>
/// <param name="Inputs">
/// Its inputs: a parameter of the stage by its name, or the output of a layer by its index, <c>3</c>; of several outputs, the second is <c>3.1</c>.
/// </param>
/// <param name="Output">The shape of its first output, without the batch.</param>
/// <param name="Arguments">The arguments that are not their defaults.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record LayerNode(int Index, string Kind, IReadOnlyList<string> Inputs, IReadOnlyList<long> Output, IReadOnlyList<LayerArgument> Arguments)
{
    /// <summary>An argument that is true or false.</summary>
    /// <param name="name">The attribute's property.</param>
    /// <param name="otherwise">The default.</param>
    public bool Flag(string name, bool otherwise = false) => Find(name)?.Flag ?? otherwise;

    /// <summary>A real number.</summary>
    /// <param name="name">The attribute's property.</param>
    /// <param name="otherwise">The default.</param>
    public double Number(string name, double otherwise) => Find(name)?.Number ?? otherwise;

    /// <summary>A name, or a member of an enum.</summary>
    /// <param name="name">The attribute's property.</param>
    /// <param name="otherwise">The default.</param>
    public string Text(string name, string otherwise = "") => Find(name)?.Text ?? otherwise;

    /// <summary>An integer.</summary>
    /// <param name="name">The attribute's property.</param>
    /// <param name="otherwise">The default.</param>
    public long Integer(string name, long otherwise = 0) => Find(name)?.Integers is [var value, ..] ? value : otherwise;

    /// <summary>Integers, one for each axis.</summary>
    /// <param name="name">The attribute's property.</param>
    /// <param name="count">The number of axes; a single integer is that of each.</param>
    /// <param name="otherwise">The default for each.</param>
    public long[] Integers(string name, int count, long otherwise = 0) => Find(name)?.Integers switch
    {
        null or [] => [.. Enumerable.Repeat(otherwise, count)],
        [var value] => [.. Enumerable.Repeat(value, count)],
        var values => [.. values],
    };

    private LayerArgument? Find(string name) => Arguments.FirstOrDefault(argument => argument.Name == name);
}

/// <summary>An argument of a layer, with a value of one of several types.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record LayerArgument
{
    /// <summary>An argument with integers, one or one for each axis.</summary>
    /// <param name="name">The attribute's property.</param>
    /// <param name="integers">The values.</param>
    public LayerArgument(string name, params IReadOnlyList<long> integers) => (Name, Integers) = (name, integers);

    /// <summary>An argument that is true or false.</summary>
    /// <param name="name">The attribute's property.</param>
    /// <param name="flag">The value.</param>
    public LayerArgument(string name, bool flag) => (Name, Flag) = (name, flag);

    /// <summary>An argument that is a real number.</summary>
    /// <param name="name">The attribute's property.</param>
    /// <param name="number">The value.</param>
    public LayerArgument(string name, double number) => (Name, Number) = (name, number);

    /// <summary>An argument that is a name.</summary>
    /// <param name="name">The attribute's property.</param>
    /// <param name="text">The value.</param>
    public LayerArgument(string name, string text) => (Name, Text) = (name, text);

    /// <summary>The attribute's property.</summary>
    public string Name { get; }

    /// <summary>The integers; null if the value has another type.</summary>
    public IReadOnlyList<long>? Integers { get; }

    /// <summary>The truth value; null if the value has another type.</summary>
    public bool? Flag { get; }

    /// <summary>The real number; null if the value has another type.</summary>
    public double? Number { get; }

    /// <summary>The name; null if the value has another type.</summary>
    public string? Text { get; }
}
