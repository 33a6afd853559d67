namespace ModelDsl.Generator.Shapes;

/// <summary>The allowed values of a model's sizes. What is asked of an expression must hold for each of them.</summary>
internal sealed class SizeDomain(IReadOnlyCollection<Size> sizes)
{
    /// <summary>Where the allowed values have more combinations, none is tried: the check runs while the user types.</summary>
    private const int MaximumCombinations = 4096;

    private readonly Size[] _sizes = [.. sizes];

    /// <summary>No sizes: the names are a block's parameters, which may be anything that the layers take.</summary>
    public static SizeDomain Open { get; } = new([]) { IsOpen = true };

    /// <summary>Whether names stand for what is not known yet.</summary>
    public bool IsOpen { get; private init; }

    /// <summary>The sizes' names.</summary>
    public IReadOnlyList<string> Names { get; } = [.. sizes.Select(size => size.Name)];

    /// <summary>The least allowed value of a size.</summary>
    public long Minimum(string name) => Math.Max(Find(name)?.Least ?? 1, 1);

    /// <summary>The value where each size is the least that it may be.</summary>
    public long AtLeast(SizeExpression expression) => expression.Constant ?? expression.Evaluate(Minimum);

    /// <summary>Whether it is shown to be at least <paramref name="minimum"/> for all allowed values.</summary>
    /// <remarks>
    /// It grows with the sizes and is large enough at their least, as it is written or with each size as its least value
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

    /// <summary>Whether no coefficient but the constant's is negative.</summary>
    private static bool Grows(SizeExpression expression) => expression.Terms.All(term => term.Factors.Count == 0 || term.Coefficient > 0);

    /// <summary>Whether the two have the same value for all allowed values.</summary>
    public bool AreEqual(SizeExpression left, SizeExpression right) =>
        left.Equals(right) || HoldsForEach(left.Names.Concat(right.Names), value => left.Evaluate(value) == right.Evaluate(value));

    /// <summary>Whether the two have the same axes.</summary>
    public bool AreEqual(Shape left, Shape right) =>
        left.Rank == right.Rank && Enumerable.Range(0, left.Rank).All(axis => AreEqual(left[axis], right[axis]));

    /// <summary>The quotient, where it is a whole number for all allowed values; null elsewhere.</summary>
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

    /// <summary>The whole part of the quotient of what is not negative; null where it is not known for all allowed values.</summary>
    public SizeExpression? Floor(SizeExpression dividend, long divisor)
    {
        if (!IsAtLeast(dividend, 0))
            return null;
        if (dividend.Constant is { } number)
            return number / divisor;
        if (divisor == 1)
            return dividend;

        // Whole multiples of the divisor come out of it: of 2*Side + 1 halved, Side; of 2*Side - 1, Side - 1.
        var constant = dividend.Evaluate(_ => 0);
        var rest = (constant % divisor + divisor) % divisor;
        if ((dividend - rest).DividedBy(divisor) is { } exact)
            return exact;
        return HoldsForEach(dividend.Names, _ => true) ? SizeExpression.Of(new Quotient(dividend, divisor, IsExact: false)) : null;
    }

    /// <summary>Whether each allowed value of the one size is allowed for the other.</summary>
    public static bool IsWithin(Size inner, Size outer) => inner.Values is { } values
        ? values.All(outer.Allows)
        : outer.AnyOf is null && inner.Least >= outer.Least && (outer.Max is null || inner.Max <= outer.Max);

    /// <summary>
    /// The same with the default alone allowed for some of the sizes: with a number in its place, every expression has a value. Null where
    /// one of them has a list or bounds already.
    /// </summary>
    public SizeDomain? WithDefaults(IReadOnlyCollection<string> names) =>
        names.Count > 0 && names.All(name => Find(name) is { AnyOf: null, Min: null, Max: null, Value: >= 1 })
            ? new([.. _sizes.Select(size => names.Contains(size.Name) ? size with { AnyOf = new EquatableArray<int>([size.Value!.Value]) } : size)])
            : null;

    /// <summary>The repair that allows these sizes their defaults alone; null where one of them has a list or bounds already.</summary>
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

    /// <summary>Whether the condition holds for each combination of allowed values; false too where there are too many.</summary>
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
