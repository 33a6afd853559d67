namespace ModelDsl;

/// <summary>Collects the problems of an input, so that a user sees all of them at once.</summary>
internal sealed class CodedErrors
{
    private readonly List<CodedException> _found = [];

    /// <summary>Adds a problem.</summary>
    public void Add(CodedException error) => _found.Add(error);

    /// <summary>Runs a check and keeps its error.</summary>
    public void Try(Action check)
    {
        try
        {
            check();
        }
        catch (CodedException error)
        {
            _found.Add(error);
        }
    }

    /// <summary>Throws the first error, with the others as <see cref="CodedException.Further"/>.</summary>
    /// <exception cref="CodedException">An error was found.</exception>
    public void ThrowIfAny()
    {
        if (_found is [var first, .. var others])
            throw new CodedException(first.Code, first.Message, first) { File = first.File, Line = first.Line, Column = first.Column, Further = others };
    }
}
