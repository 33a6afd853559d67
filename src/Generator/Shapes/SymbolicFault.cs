using System.Globalization;
using System.Text.RegularExpressions;

namespace ModelDsl.Generator.Shapes;

/// <summary>Explains a condition on sizes that does not hold for all allowed values, by values for which it fails and values for which it holds.</summary>
internal sealed class SymbolicFault
{
    /// <summary>The number of values of an unlimited size that are tried.</summary>
    private const int MaximumTried = 64;

    private readonly SizeDomain _domain;
    private readonly IReadOnlyList<string> _names;
    private readonly Func<Func<SizeExpression, SizeExpression>, bool> _condition;

    /// <param name="domain">The sizes.</param>
    /// <param name="expressions">The expressions of the condition.</param>
    /// <param name="condition">The condition. It receives a function that inserts values in an expression.</param>
    public SymbolicFault(SizeDomain domain, IEnumerable<SizeExpression> expressions, Func<Func<SizeExpression, SizeExpression>, bool> condition)
    {
        (_domain, _names, _condition) = (domain, [.. expressions.SelectMany(expression => expression.Names).Distinct()], condition);
        Values = Find();
    }

    /// <summary>Values for which the condition fails: one for each size; null if none are found.</summary>
    public IReadOnlyDictionary<string, long>? Values { get; }

    /// <summary>The values as text: <c>Side = 30</c>.</summary>
    public string Text => Written(Values!);

    /// <summary>Values of sizes as text.</summary>
    public static string Written(IReadOnlyDictionary<string, long> values) => string.Join(", ", values.Select(pair => $"{pair.Key} = {Number(pair.Value)}"));

    /// <summary>An expression with the numbers in place of the names: <c>30*30/8</c>.</summary>
    public string Insert(string expression) => Regex.Replace(expression, @"[\p{L}_]\w*", name => Values!.TryGetValue(name.Value, out var value) ? Number(value) : name.Value);

    /// <summary>The allowed values of the only size for which the condition holds; null if there are several sizes, or no such values.</summary>
    public (Size Size, IReadOnlyList<long> Values)? Working()
    {
        if (_names.Count != 1 || _domain.Find(_names[0]) is not { } size)
            return null;
        var holding = (size.Values?.Select(value => (long)value) ?? Candidates(size)).Where(Holds);
        return holding.Take(size.Values is null ? 3 : int.MaxValue).ToList() is { Count: > 0 } values ? (size, values) : null;

        bool Holds(long value) => _condition(expression => expression.With(new Dictionary<string, long> { [size.Name] = value }));
    }

    /// <summary>Values of an unlimited size: from its default upward.</summary>
    private static IEnumerable<long> Candidates(Size size) =>
        Enumerable.Range(0, MaximumTried).Select(step => Math.Max(size.Value ?? 1, size.Least) + (long)step);

    private IReadOnlyDictionary<string, long>? Find()
    {
        // The sizes without a list all have the same distance from their smallest value.
        var steps = Enumerable.Range(0, _names.All(name => _domain.Find(name)?.Values is not null) ? 1 : MaximumTried);
        if (_domain.FindFor(_names, valueOf => steps.All(step => Holds(valueOf, step))) is not { } listed)
            return null;
        var failing = steps.First(step => !Holds(expression => expression.With(listed), step));
        return _names.ToDictionary(name => name, name => listed.TryGetValue(name, out var value) ? value : _domain.Minimum(name) + failing);
    }

    private bool Holds(Func<SizeExpression, SizeExpression> valueOf, int step) =>
        _condition(expression => valueOf(expression).Substitute(name => _domain.Minimum(name) + step));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
