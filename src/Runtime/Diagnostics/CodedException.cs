namespace ModelDsl;

/// <summary>How much a reported problem matters.</summary>
internal enum Severity
{
    /// <summary>The build or run fails.</summary>
    Error,

    /// <summary>The build or run goes on without something.</summary>
    Warning,
}

/// <summary>A problem that the user can repair: one code, one line that says what is wrong and what to do.</summary>
/// <param name="code">The code, which has a page in <c>docs/diagnostics/</c>: one of <see cref="ErrorCodes"/> for those of the runtime.</param>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="inner">What revealed it.</param>
public class CodedException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The code: <c>MDX0101</c>.</summary>
    public string Code { get; } = code;

    /// <summary>The source or project file that the user would change, where known.</summary>
    public string? File { get; init; }

    /// <summary>The line in <see cref="File"/>, from 1; 0 where unknown.</summary>
    public int Line { get; init; }

    /// <summary>The column in <see cref="Line"/>, from 1; 0 where unknown.</summary>
    public int Column { get; init; }

    /// <summary>The code, then what any exception says of itself: a program that does not catch it prints this.</summary>
    public override string ToString() => $"{Code}: {base.ToString()}";

    /// <summary>
    /// Renders the line that MSBuild and editors recognize: <c>ORIGIN : error MDX0101: text</c>, or
    /// <c>file(line,column): error MDX0101: text</c> where the place is known.
    /// </summary>
    /// <param name="severity">Error or warning.</param>
    /// <param name="origin">Who speaks, where no file is known.</param>
    internal string ToLine(Severity severity = Severity.Error, string origin = "ModelDsl")
    {
        var place = (File, Line) switch
        {
            (null, _) => $"{origin} ",
            (_, 0) => $"{File} ",
            _ => $"{File}({Line},{Math.Max(Column, 1)})",
        };
        // MSBuild reads line by line: the rest of a longer message would lose its code.
        var text = string.Join(' ', Message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return $"{place}: {(severity == Severity.Error ? "error" : "warning")} {Code}: {text}";
    }
}
