using System.Text;

namespace ModelDsl.Generator.Emission;

/// <summary>Writes lines with indentation. Lines end with LF on every system.</summary>
internal sealed class IndentedTextWriter
{
    private readonly StringBuilder _text = new();
    private int _level;

    /// <summary>Writes a line, or several separated by LF, each with the indentation; an empty one has none.</summary>
    public void WriteLine(string text = "") => WriteLines("", text);

    /// <summary>Writes documentation, each line after three slashes.</summary>
    public void WriteDocumentation(string xml) => WriteLines("/// ", xml);

    private void WriteLines(string prefix, string text)
    {
        for (int start = 0, end; start <= text.Length; start = end + 1)
        {
            end = text.IndexOf('\n', start);
            if (end < 0)
                end = text.Length;
            if (prefix.Length > 0 || end > start)
                _text.Append(' ', 4 * _level).Append(prefix).Append(text, start, end - start);
            _text.Append('\n');
        }
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
