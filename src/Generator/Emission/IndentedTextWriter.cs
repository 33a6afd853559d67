using System.Text;

namespace ModelDsl.Generator.Emission;

/// <summary>Writes lines with indentation. Lines end with LF on every system.</summary>
internal sealed class IndentedTextWriter
{
    private readonly StringBuilder _text = new();
    private int _level;

    /// <summary>Writes a line, or several separated by LF, each with the indentation; an empty one has none.</summary>
    public void WriteLine(string text = "")
    {
        foreach (var line in text.Split('\n'))
        {
            if (line.Length > 0)
                _text.Append(' ', 4 * _level).Append(line);
            _text.Append('\n');
        }
    }

    /// <summary>Writes documentation, each line after three slashes.</summary>
    public void WriteDocumentation(string xml)
    {
        foreach (var line in xml.Split('\n'))
            WriteLine($"/// {line}");
    }

    /// <summary>Writes a header and opens a block, which disposing the result closes.</summary>
    public Block OpenBlock(string header, string open = "{", string close = "}")
    {
        WriteLine(header);
        WriteLine(open);
        _level++;
        return new(this, close);
    }

    /// <summary>Indents until the result is disposed.</summary>
    public Block Indent()
    {
        _level++;
        return new(this, null);
    }

    public override string ToString() => _text.ToString();

    /// <summary>An open block.</summary>
    internal readonly struct Block(IndentedTextWriter writer, string? close) : IDisposable
    {
        public void Dispose()
        {
            writer._level--;
            if (close is not null)
                writer.WriteLine(close);
        }
    }
}
