using System.Text;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Experiments.Hosting;

/// <summary>Keeps the lines of an experiment until the build requests the experiment, then passes them on.</summary>
internal sealed class HeldLines : TextWriter
{
    private readonly Lock _sync = new();
    private readonly List<string> _lines = [];
    private TextWriter? _target;

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        lock (_sync)
        {
            if (_target is not null)
            {
                _target.WriteLine(value);
                return;
            }

            // Progress replaces the previous progress.
            if (_lines.Count > 0 && IsProgress(_lines[^1]) && IsProgress(value))
                _lines.RemoveAt(_lines.Count - 1);
            _lines.Add(value ?? "");
        }
    }

    /// <summary>Writes the lines to another writer, and from then on all further ones.</summary>
    public void Release(TextWriter target)
    {
        lock (_sync)
        {
            foreach (var line in _lines)
                target.WriteLine(line);
            _lines.Clear();
            _target = target;
        }
    }

    private static bool IsProgress(string? line) => line is not null && line.StartsWith(RunnerProtocol.Progress, StringComparison.Ordinal);
}
