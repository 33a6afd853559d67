using System.Collections;

namespace TorchSharp;

/// <summary>What a module holds of one kind, by name, in the order of registration.</summary>
internal sealed class Components<T> : IEnumerable<(string Name, T Value)> where T : class
{
    private readonly List<(string Name, T Value)> _items = [];

    public bool Has(string name) => Find(name) >= 0;

    public T? Get(string name) => Find(name) is >= 0 and var place ? _items[place].Value : null;

    public void Add(string name, T? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Contains('.', StringComparison.Ordinal))
            throw new ArgumentException($"'{name}' has a dot, which separates modules in names.", nameof(name));
        var place = Find(name);
        if (value is null)
        {
            if (place >= 0)
                _items.RemoveAt(place);
            return;
        }
        if (place >= 0)
            throw new InvalidOperationException($"'{name}' is registered already.");
        _items.Add((name, value));
    }

    public void Clear() => _items.Clear();

    public IEnumerator<(string Name, T Value)> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Find(string name) => _items.FindIndex(item => item.Name == name);
}
