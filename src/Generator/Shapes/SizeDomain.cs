namespace ModelDsl.Generator.Shapes;

/// <summary>The allowed values of a model's sizes. A condition on an expression must hold for each of them.</summary>
internal sealed class SizeDomain(IReadOnlyCollection<Size> sizes)
{
    /// <summary>If the allowed values have more combinations, none is tried: the check runs while the user types.</summary>
    private const int MaximumCombinations = 4096;

    /// <summary>Larger defaults are not tried as a lower limit.</summary>
    private const int LargestRaised = 4096;

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
    public bool IsAtLeast(SizeExpression expression, long minimum) =>
        expression.Constant is { } constant
        ? constant >= minimum
        : IsOpen || IsLarge(expression, minimum) || IsLargeForEach(expression, minimum);

    private bool IsLargeForEach(SizeExpression expression, long minimum) =>
        HoldsForEach(Extremes(expression), valueOf => IsLarge(valueOf(expression), minimum));

    /// <summary>The number of values of a size that are tried one by one, from its smallest.</summary>
    private const int MaximumSteps = 8;

    /// <summary>True if it is proven to be large for all values from the smallest, without an upper limit.</summary>
    private bool IsLarge(SizeExpression expression, long minimum, int steps = MaximumSteps)
    {
        if (expression.Constant is { } constant)
            return constant >= minimum;
        // A divisor may be zero for values that are not allowed.
        if (expression.Quotients.Any(quotient => quotient.Divisor.Constant is null) || AtLeast(expression) < minimum)
            return false;
        if (Grows(expression) || Grows(expression.Substitute(name => SizeExpression.Of(name) + Minimum(name))))
            return true;
        // With a size's smallest value, and with all larger ones: A*A - 3*A + 3 grows from 2 on.
        var size = expression.Terms.Where(term => term.Coefficient < 0).SelectMany(NamesOf).FirstOrDefault() ?? expression.Names.First();
        return steps > 0
            && IsLarge(expression.Substitute(name => name == size ? Minimum(name) : SizeExpression.Of(name)), minimum, steps)
            && IsLarge(expression.Substitute(name => name == size ? SizeExpression.Of(name) + 1 : SizeExpression.Of(name)), minimum, steps - 1);
    }

    private static IEnumerable<string> NamesOf(Term term) => term.Factors.SelectMany(factor => factor.Quotient?.Dividend.Names ?? [factor.Text]);

    /// <summary>True if it grows with each size: no coefficient but the constant's is negative.</summary>
    private static bool Grows(SizeExpression expression) => expression.Terms.All(term => term.Factors.Count == 0 || term.Coefficient > 0 && term.Factors.All(Grows));

    private static bool Grows(Factor factor) => factor.Quotient is not { } quotient || Grows(quotient.Dividend);

    /// <summary>
    /// The values of each size among which the expression has its smallest value: the smallest and the largest if the expression is linear in it.
    /// </summary>
    private IReadOnlyList<Choice> Extremes(SizeExpression expression)
    {
        var inQuotients = expression.Quotients.SelectMany(quotient => quotient.Dividend.Names.Concat(quotient.Divisor.Names)).ToList();
        return Choices(expression.Names, size => size.Greatest is { } greatest && !inQuotients.Contains(size.Name)
            && expression.Terms.All(term => term.Factors.Count(factor => factor.Text == size.Name) <= 1)
                ? [size.Least, greatest]
                : size.Values);
    }

    /// <summary>True if the two have the same value for all allowed values.</summary>
    public bool AreEqual(SizeExpression left, SizeExpression right) =>
        left.Equals(right) || AreEqualForEach(left, right);

    private bool AreEqualForEach(SizeExpression left, SizeExpression right) =>
        HoldsForEach(Choices(left.Names.Concat(right.Names)), valueOf => valueOf(left).Equals(valueOf(right)));

    /// <summary>True if the two have the same axes.</summary>
    public bool AreEqual(Shape left, Shape right) =>
        left.Rank == right.Rank && Enumerable.Range(0, left.Rank).All(axis => AreEqual(left[axis], right[axis]));

    /// <summary>The quotient if it is an integer for all allowed values; otherwise null.</summary>
    public SizeExpression? Divide(SizeExpression dividend, SizeExpression divisor)
    {
        if (dividend.DividedBy(divisor) is { } exact)
            return exact;
        if (IsOpen)
            return dividend * divisor;
        if (!IsExactForEach(dividend, divisor))
            return null;
        return dividend.Over(divisor)
            ?? (IsAtLeast(dividend, 0) && IsAtLeast(divisor, 1) ? SizeExpression.Divide(dividend, divisor, isExact: true) : null);
    }

    private bool IsExactForEach(SizeExpression dividend, SizeExpression divisor) =>
        HoldsForEach(Choices(dividend.Names.Concat(divisor.Names)), valueOf => IsExact(valueOf(dividend), valueOf(divisor)));

    /// <summary>True if a division is exact for all values of the sizes that the two contain.</summary>
    public static bool IsExact(SizeExpression dividend, SizeExpression divisor) => dividend.Over(divisor)?.IsInteger(MaximumCombinations) == true;

    /// <summary>The quotient of a non-negative value, rounded down; null if it is unknown for some allowed value.</summary>
    public SizeExpression? Floor(SizeExpression dividend, SizeExpression divisor)
    {
        if (!IsAtLeast(dividend, 0))
            return null;
        if (dividend.Constant is { } number && divisor.Constant is { } by)
            return number / by;
        if (divisor.Constant == 1)
            return dividend;
        return dividend.Floor(divisor) is not null || HasFloorForEach(dividend, divisor)
            ? SizeExpression.Divide(dividend, divisor, isExact: false)
            : null;
    }

    private bool HasFloorForEach(SizeExpression dividend, SizeExpression divisor) =>
        HoldsForEach(Choices(dividend.Names.Concat(divisor.Names)), valueOf => valueOf(dividend).Floor(valueOf(divisor)) is not null);

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

    /// <summary>The proposal of the smallest value for the only size of an expression that is then at least <paramref name="minimum"/>; null if its default is smaller.</summary>
    public Proposal? Raise(SizeExpression expression, long minimum)
    {
        if (expression.Names.Distinct().ToList() is not { Count: 1 } names || Find(names[0]) is not { Values: null, Max: null, Value: { } usual and <= LargestRaised } size)
            return null;
        for (var least = size.Least + 1; least <= usual; least++)
        {
            if (expression.With(new Dictionary<string, long> { [size.Name] = least }).Constant >= minimum)
                return new(FormattableString.Invariant($". Write [Size({usual}, Min = {least})]"), Repair.Set(new(PlaceKind.Size, Index: Names.ToList().IndexOf(size.Name), Argument: "Min"), FormattableString.Invariant($"{least}")));
        }

        return null;
    }

    /// <summary>The repair that allows these sizes only their defaults; null if one of them has a list or bounds.</summary>
    public Repair? AllowDefaults(IReadOnlyCollection<string> names) => WithDefaults(names) is null ? null : Repair.Of(
    [
        .. _sizes.Select((size, i) => (size, i)).Where(pair => names.Contains(pair.size.Name)).Select(pair => new Edit(
            EditKind.SetArgument, new(PlaceKind.Size, Index: pair.i, Argument: "AnyOf"), FormattableString.Invariant($"new[] {{ {pair.size.Value} }}"))),
    ]);

    public Size? Find(string name)
    {
        foreach (var size in _sizes)
        {
            if (size.Name == name)
                return size;
        }

        return null;
    }

    /// <summary>A size with the values that are tried one by one.</summary>
    private readonly record struct Choice(string Name, IReadOnlyList<int> Values);

    /// <summary>The sizes with few allowed values, as far as their combinations are few. The others keep their names.</summary>
    private IReadOnlyList<Choice> Choices(IEnumerable<string> names, Func<Size, IReadOnlyList<int>?>? valuesOf = null)
    {
        var choices = new List<Choice>();
        var combinations = 1L;
        var listed = from name in names.Distinct()
            let values = Find(name) is { } size ? valuesOf is null ? size.Values : valuesOf(size) : null
            where values is not null
            orderby values.Count
            select new Choice(name, values);
        foreach (var choice in listed)
        {
            if ((combinations *= choice.Values.Count) > MaximumCombinations)
                break;
            choices.Add(choice);
        }

        return choices;
    }

    /// <summary>True if all combinations of the values of sizes can be tried.</summary>
    public bool HasFewValues(IReadOnlyCollection<string> names) => Choices(names).Count == names.Count;

    /// <summary>True if the condition holds for each combination.</summary>
    private static bool HoldsForEach(IReadOnlyList<Choice> choices, Func<Func<SizeExpression, SizeExpression>, bool> condition) => FindFor(choices, condition) is null;

    /// <summary>Values of the sizes with few allowed values for which a condition does not hold; null if it holds for all.</summary>
    public IReadOnlyDictionary<string, long>? FindFor(IEnumerable<string> names, Func<Func<SizeExpression, SizeExpression>, bool> condition) =>
        FindFor(Choices(names), condition);

    /// <summary>The first combination for which the condition does not hold; null if it holds for all.</summary>
    /// <param name="choices">The sizes with their values.</param>
    /// <param name="condition">The condition, which receives a function that inserts the values in an expression.</param>
    private static Dictionary<string, long>? FindFor(IReadOnlyList<Choice> choices, Func<Func<SizeExpression, SizeExpression>, bool> condition)
    {
        var combinations = choices.Aggregate(1L, (product, choice) => product * choice.Values.Count);
        for (var i = 0L; i < combinations; i++)
        {
            var (rest, chosen) = (i, new Dictionary<string, long>());
            foreach (var choice in choices)
            {
                chosen[choice.Name] = choice.Values[(int)(rest % choice.Values.Count)];
                rest /= choice.Values.Count;
            }

            if (!condition(expression => expression.With(chosen)))
                return chosen;
        }

        return null;
    }
}
