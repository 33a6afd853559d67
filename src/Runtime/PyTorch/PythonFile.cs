using System.Text;

namespace ModelDsl.PyTorch;

/// <summary>A Python file with classes, and the imports and helper classes that they use.</summary>
internal sealed class PythonFile
{
    private readonly SortedSet<string> _imports = new(StringComparer.Ordinal) { "import torch", "from torch import nn" };
    private readonly SortedDictionary<string, string> _helpers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _classes = [];
    private readonly List<string> _order = [];

    /// <summary>Imports a name.</summary>
    public void Import(string line) => _imports.Add(line);

    /// <summary>Adds a helper class and returns its name.</summary>
    public string Helper(string name)
    {
        _helpers[name] = PythonHelpers.Text(name);
        return name;
    }

    /// <summary>Adds a class and returns its name, which gets a number if another class has it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="body">The lines after the header, indented.</param>
    public string Class(string name, string body)
    {
        var unique = name;
        for (var i = 2; _helpers.ContainsKey(unique) || _classes.TryGetValue(unique, out var other) && other != body; i++)
            unique = $"{name}{i}";
        if (_classes.TryAdd(unique, body))
            _order.Add(unique);
        return unique;
    }

    /// <summary>The text after the file's documentation.</summary>
    public string Finish()
    {
        var text = new StringBuilder();
        // Imports of modules precede those of names, as tools for Python sort them.
        foreach (var line in _imports.OrderBy(line => line.StartsWith("from", StringComparison.Ordinal) ? 1 : 0).ThenBy(line => line, StringComparer.Ordinal))
            text.Append(line).Append('\n');
        foreach (var helper in _helpers.Values)
            text.Append("\n\n").Append(helper);
        foreach (var name in _order)
            text.Append($"\n\nclass {name}(nn.Module):\n").Append(_classes[name]);
        return text.ToString();
    }
}
