namespace ModelDsl;

/// <summary>The severity of a reported problem.</summary>
internal enum Severity
{
    /// <summary>The build or run fails.</summary>
    Error,

    /// <summary>The build or run continues.</summary>
    Warning,
}

/// <summary>A problem that the user can repair, with a code and a message of one line.</summary>
/// <param name="code">The code, which has a page in <c>docs/diagnostics/</c>: one of <see cref="ErrorCodes"/> for those of the runtime.</param>
/// <param name="message">The problem and its repair.</param>
/// <param name="inner">The cause.</param>
public class CodedException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The code: <c>MDX0101</c>.</summary>
    public string Code { get; } = code;

    /// <summary>The source or project file to change; null if unknown.</summary>
    public string? File { get; init; }

    /// <summary>The line in <see cref="File"/>, from 1; 0 if unknown.</summary>
    public int Line { get; init; }

    /// <summary>The column in <see cref="Line"/>, from 1; 0 if unknown.</summary>
    public int Column { get; init; }

    /// <summary>Other problems that were found at the same time; usually none.</summary>
    internal IReadOnlyList<CodedException> Further { get; init; } = [];

    /// <summary>The code and the text of any exception, which a program prints if it does not catch it.</summary>
    public override string ToString() => $"{Code}: {base.ToString()}";

    /// <summary>
    /// Renders the line that MSBuild and editors recognize: <c>ORIGIN : error MDX0101: text</c>, or
    /// <c>file(line,column): error MDX0101: text</c> if the place is known.
    /// </summary>
    /// <param name="severity">The severity.</param>
    /// <param name="origin">The origin of the message if the file is unknown.</param>
    internal string ToLine(Severity severity = Severity.Error, string origin = "ModelDsl")
    {
        var place = (File, Line) switch
        {
            (null, _) => $"{origin} ",
            (_, 0) => $"{File} ",
            _ => $"{File}({Line},{Math.Max(Column, 1)})",
        };
        // MSBuild reads line by line: further lines of a message would have no code.
        var text = string.Join(' ', Message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return $"{place}: {(severity == Severity.Error ? "error" : "warning")} {Code}: {text}";
    }
}
