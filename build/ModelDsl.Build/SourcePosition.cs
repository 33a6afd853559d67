namespace ModelDsl.Build;

/// <summary>A place in a project file, counted from 1.</summary>
internal readonly record struct SourcePosition(string File, int Line, int Column);
