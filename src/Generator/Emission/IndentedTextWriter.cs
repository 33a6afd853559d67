using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>Writes indented lines, which end with LF on every system.</summary>
/// <remarks>Interpolated strings are written part by part, without an intermediate string.</remarks>
internal sealed class IndentedTextWriter
{
    /// <summary>The initial capacity, and the largest that is kept for the next file.</summary>
    private const int Capacity = 8192, MaximumCapacity = 65536;

    /// <summary>The buffer of the last finished writer.</summary>
    [ThreadStatic]
    private static StringBuilder? t_spare;

    private readonly StringBuilder _text = t_spare ?? new(Capacity);
    private int _level;
    private bool _isInLine;

    public IndentedTextWriter() => t_spare = null;

    /// <summary>Writes one or more lines, separated by LF. Empty lines are not indented.</summary>
    public void WriteLine(string text = "")
    {
        Write(text);
        EndLine();
    }

    /// <inheritdoc cref="WriteLine(string)"/>
    public void WriteLine([InterpolatedStringHandlerArgument("")] Text text) => EndLine();

    /// <summary>Writes documentation, each line after three slashes.</summary>
    public void WriteDocumentation(string xml)
    {
        for (int start = 0, end; start <= xml.Length; start = end + 1)
        {
            end = EndOfLine(xml, start);
            BeginLine();
            _text.Append("/// ").Append(xml, start, end - start);
            EndLine();
        }
    }

    /// <summary>Writes a part of a line.</summary>
    public void Write(string text)
    {
        for (int start = 0, end; start < text.Length; start = end + 1)
        {
            end = EndOfLine(text, start);
            if (end > start)
            {
                BeginLine();
                _text.Append(text, start, end - start);
            }

            if (end < text.Length)
                EndLine();
        }
    }

    /// <inheritdoc cref="Write(string)"/>
    public void Write([InterpolatedStringHandlerArgument("")] Text text)
    {
        // The handler has written the text.
    }

    /// <summary>Writes an integer without an intermediate string.</summary>
    public void Write(long number)
    {
        BeginLine();
        if (number < 0)
            _text.Append(number.ToString(CultureInfo.InvariantCulture));
        else
            _text.Append(number);
    }

    /// <summary>Writes a shape as its text.</summary>
    public void Write(Shape shape)
    {
        Write("[");
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            Write(axis == 0 ? "" : ", ");
            if (shape[axis].Constant is { } number)
                Write(number);
            else
                Write(shape[axis].ToString());
        }

        Write("]");
    }

    /// <summary>Writes a number of spaces.</summary>
    public void WriteSpaces(int count)
    {
        BeginLine();
        _text.Append(' ', count);
    }

    private static int EndOfLine(string text, int start)
    {
        var end = text.IndexOf('\n', start);
        return end < 0 ? text.Length : end;
    }

    private void BeginLine()
    {
        if (!_isInLine)
            _text.Append(' ', 4 * _level);
        _isInLine = true;
    }

    private void EndLine()
    {
        _text.Append('\n');
        _isInLine = false;
    }

    /// <summary>Writes a header and opens a block, which disposing the result closes.</summary>
    public Block OpenBlock(string header, string open = "{", string close = "}")
    {
        WriteLine(header);
        return Open(open, close);
    }

    /// <inheritdoc cref="OpenBlock(string, string, string)"/>
    public Block OpenBlock([InterpolatedStringHandlerArgument("")] Text header, string open = "{", string close = "}")
    {
        EndLine();
        return Open(open, close);
    }

    private Block Open(string open, string close)
    {
        WriteLine(open);
        _level++;
        return new(this, close);
    }

    /// <summary>Returns the text and ends the writer.</summary>
    public string Finish()
    {
        var text = _text.ToString();
        if (_text.Capacity <= MaximumCapacity)
            t_spare = _text.Clear();
        return text;
    }

    /// <summary>An open block.</summary>
    internal readonly struct Block(IndentedTextWriter writer, string close) : IDisposable
    {
        public void Dispose()
        {
            writer._level--;
            writer.WriteLine(close);
        }
    }

    /// <summary>The handler that writes an interpolated string.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Text
    {
        private readonly IndentedTextWriter _writer;

        public Text(int literalLength, int formattedCount, IndentedTextWriter writer) => _writer = writer;

        public void AppendLiteral(string text) => _writer.Write(text);

        public void AppendFormatted(string? text) => _writer.Write(text ?? "");

        public void AppendFormatted(long number) => _writer.Write(number);

        public void AppendFormatted(Shape shape) => _writer.Write(shape);
    }
}
