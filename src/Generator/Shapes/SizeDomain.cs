namespace ModelDsl.Generator.Shapes;

/// <summary>The allowed values of a model's sizes. A condition on an expression must hold for each of them.</summary>
internal sealed class SizeDomain(IReadOnlyCollection<Size> sizes)
{
    /// <summary>If the allowed values have more combinations, none is tried: the check runs while the user types.</summary>
    private const int MaximumCombinations = 4096;

    private readonly Size[] _sizes = [.. sizes];

    /// <summary>The domain of a block's parameters, which may have any value that the layers accept.</summary>
    public static SizeDomain Open { get; } = new([]) { IsOpen = true };

    /// <summary>True if the names are a block's parameters, whose values are unknown.</summary>
    public bool IsOpen { get; private init; }

    /// <summary>The sizes' names.</summary>
    public IReadOnlyList<string> Names { get; } = [.. sizes.Select(size => size.Name)];

    /// <summary>The smallest allowed value of a size.</summary>
    public long Minimum(string name) => Math.Max(Find(name)?.Least ?? 1, 1);

    /// <summary>The value for the smallest allowed sizes.</summary>
    public long AtLeast(SizeExpression expression) => expression.Constant ?? expression.Evaluate(Minimum);

    /// <summary>True if it is proven to be at least <paramref name="minimum"/> for all allowed values.</summary>
    /// <remarks>
    /// It grows with the sizes and is large enough for the smallest ones, as written or with each size as its smallest value
    /// plus t; or the allowed values are few, and it holds for each.
    /// </remarks>
    public bool IsAtLeast(SizeExpression expression, long minimum)
    {
        if (expression.Constant is { } constant)
            return constant >= minimum;
        if (IsOpen)
            return true;
        if (expression.Terms.All(term => term.Factors.All(factor => factor.Quotient is null))
            && AtLeast(expression) >= minimum
            && (Grows(expression) || Grows(expression.Substitute(name => SizeExpression.Of(name) + Minimum(name)))))
            return true;

        return HoldsForEach(expression.Names, value => expression.Evaluate(value) >= minimum);
    }

    /// <summary>True if no coefficient but the constant's is negative.</summary>
    private static bool Grows(SizeExpression expression) => expression.Terms.All(term => term.Factors.Count == 0 || term.Coefficient > 0);

    /// <summary>True if the two have the same value for all allowed values.</summary>
    public bool AreEqual(SizeExpression left, SizeExpression right) =>
        left.Equals(right) || HoldsForEach(left.Names.Concat(right.Names), value => left.Evaluate(value) == right.Evaluate(value));

    /// <summary>True if the two have the same axes.</summary>
    public bool AreEqual(Shape left, Shape right) =>
        left.Rank == right.Rank && Enumerable.Range(0, left.Rank).All(axis => AreEqual(left[axis], right[axis]));

    /// <summary>The quotient if it is a whole number for all allowed values; otherwise null.</summary>
    public SizeExpression? Divide(SizeExpression dividend, SizeExpression divisor)
    {
        if (dividend.DividedBy(divisor) is { } exact)
            return exact;
        if (IsOpen)
            return dividend * divisor;
        return divisor.Constant is { } number and > 0
            && HoldsForEach(dividend.Names, value => dividend.Evaluate(value) is >= 0 and var whole && whole % number == 0)
            ? SizeExpression.Of(new Quotient(dividend, number, IsExact: true))
            : null;
    }

    /// <summary>The quotient of a non-negative value, rounded down; null if it is unknown for some allowed value.</summary>
    public SizeExpression? Floor(SizeExpression dividend, long divisor)
    {
        if (!IsAtLeast(dividend, 0))
            return null;
        if (dividend.Constant is { } number)
            return number / divisor;
        if (divisor == 1)
            return dividend;

        // The floor of (2*Side + 1)/2 is Side, and that of (2*Side - 1)/2 is Side - 1.
        var constant = dividend.Evaluate(_ => 0);
        var rest = (constant % divisor + divisor) % divisor;
        if ((dividend - rest).DividedBy(divisor) is { } exact)
            return exact;
        return HoldsForEach(dividend.Names, _ => true) ? SizeExpression.Of(new Quotient(dividend, divisor, IsExact: false)) : null;
    }

    /// <summary>True if each allowed value of the inner size is allowed for the outer one.</summary>
    public static bool IsWithin(Size inner, Size outer) => inner.Values is { } values
        ? values.All(outer.Allows)
        : outer.AnyOf is null && inner.Least >= outer.Least && (outer.Max is null || inner.Max <= outer.Max);

    /// <summary>
    /// The same with only the defaults allowed for some of the sizes, so that every expression of them has a value. Null if one of them has a
    /// list or bounds.
    /// </summary>
    public SizeDomain? WithDefaults(IReadOnlyCollection<string> names) =>
        names.Count > 0 && names.All(name => Find(name) is { AnyOf: null, Min: null, Max: null, Value: >= 1 })
            ? new([.. _sizes.Select(size => names.Contains(size.Name) ? size with { AnyOf = new EquatableArray<int>([size.Value!.Value]) } : size)])
            : null;

    /// <summary>The repair that allows these sizes only their defaults; null if one of them has a list or bounds.</summary>
    public Repair? AllowDefaults(IReadOnlyCollection<string> names) => WithDefaults(names) is null ? null : Repair.Of(
    [
        .. _sizes.Select((size, i) => (size, i)).Where(pair => names.Contains(pair.size.Name)).Select(pair => new Edit(
            EditKind.SetArgument, new(PlaceKind.Size, Index: pair.i, Argument: "AnyOf"), FormattableString.Invariant($"new[] {{ {pair.size.Value} }}"))),
    ]);

    private Size? Find(string name)
    {
        foreach (var size in _sizes)
        {
            if (size.Name == name)
                return size;
        }

        return null;
    }

    /// <summary>True if the condition holds for each combination of allowed values; false if there are too many.</summary>
    private bool HoldsForEach(IEnumerable<string> names, Func<Func<string, long>, bool> condition)
    {
        var values = new Dictionary<string, IReadOnlyList<int>>();
        var combinations = 1L;
        foreach (var name in names.Distinct())
        {
            if (Find(name)?.Values is not { } allowed || (combinations *= allowed.Count) > MaximumCombinations)
                return false;
            values[name] = allowed;
        }

        for (var i = 0L; i < combinations; i++)
        {
            var (rest, chosen) = (i, new Dictionary<string, long>());
            foreach (var allowed in values)
            {
                chosen[allowed.Key] = allowed.Value[(int)(rest % allowed.Value.Count)];
                rest /= allowed.Value.Count;
            }

            if (!condition(name => chosen[name]))
                return false;
        }

        return true;
    }
}
