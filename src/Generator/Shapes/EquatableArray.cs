using System.Collections;

namespace ModelDsl.Generator.Shapes;

/// <summary>An immutable array that compares by its elements, as cached pipeline values must.</summary>
/// <param name="items">The elements. The array is not copied.</param>
internal readonly struct EquatableArray<T>(T[] items) : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
{
    public EquatableArray(IEnumerable<T> items)
        : this([.. items])
    {
    }

    private readonly T[]? _items = items;

    private T[] Items => _items ?? [];

    public int Count => Items.Length;

    public T this[int index] => Items[index];

    // Fast paths: through an interface the structure would be boxed.
    public bool Any(Func<T, bool> condition) => Items.Any(condition);

    public bool All(Func<T, bool> condition) => Items.All(condition);

    public bool Contains(T item) => Array.IndexOf(Items, item) >= 0;

    public IEnumerable<TResult> Select<TResult>(Func<T, TResult> selector) => Items.Select(selector);

    public bool Equals(EquatableArray<T> other) => Items.SequenceEqual(other.Items);

    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    public override int GetHashCode()
    {
        unchecked
        {
            return Items.Aggregate(17, (hash, item) => hash * 31 + (item?.GetHashCode() ?? 0));
        }
    }

    public ReadOnlySpan<T>.Enumerator GetEnumerator() => new ReadOnlySpan<T>(_items).GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Items).GetEnumerator();
}
