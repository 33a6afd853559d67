namespace ModelDsl.Generator.Shapes;

/// <summary>The axes of a tensor without the batch.</summary>
internal sealed record Shape(EquatableArray<SizeExpression> Axes)
{
    public static Shape Of(params SizeExpression[] axes) => new(new EquatableArray<SizeExpression>(axes));

    public int Rank => Axes.Count;

    public SizeExpression this[int axis] => Axes[axis];

    /// <summary>The number of elements of one image, one code and so on.</summary>
    public SizeExpression Size => Product(from: 0);

    /// <summary>The product of the axes from one on.</summary>
    public SizeExpression Product(int from)
    {
        SizeExpression product = 1;
        for (var i = from; i < Rank; i++)
            product *= Axes[i];
        return product;
    }

    /// <summary>The same with other expressions, as with numbers in place of sizes.</summary>
    public Shape With(Func<SizeExpression, SizeExpression> valueOf) => new(new EquatableArray<SizeExpression>(Axes.Select(valueOf)));

    public override string ToString() => $"[{string.Join(", ", Axes.Select(axis => axis.ToString()))}]";
}
