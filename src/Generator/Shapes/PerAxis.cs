namespace ModelDsl.Generator.Shapes;

/// <summary>One integer, or an expression of sizes, per axis.</summary>
internal sealed record PerAxis(EquatableArray<SizeExpression> Values)
{
    public static PerAxis Of(IEnumerable<long> values) => new(new EquatableArray<SizeExpression>(values.Select(SizeExpression.Of)));

    public bool IsUniform
    {
        get
        {
            for (var i = 1; i < Values.Count; i++)
            {
                if (!Values[i].Equals(Values[0]))
                    return false;
            }

            return true;
        }
    }

    /// <summary>True if no value depends on a size.</summary>
    public bool IsConstant => Values.All(value => value.Constant is not null);

    public SizeExpression this[int axis] => Values[axis];

    /// <summary>The same with other expressions, as with numbers in place of sizes.</summary>
    public PerAxis With(Func<SizeExpression, SizeExpression> valueOf) => IsConstant ? this : new(new EquatableArray<SizeExpression>(Values.Select(valueOf)));

    public override string ToString() => IsUniform ? $"{Values[0]}" : string.Join("×", Values);
}
