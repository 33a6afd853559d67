using System.ComponentModel;
using TorchSharp;

namespace ModelDsl;

/// <summary>A declared model in a catalogue, which the generator writes: it is found without reflection.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="Sizes">The constructor's sizes, in order.</param>
/// <param name="SourceHash">The SHA-256, in lower-case hexadecimal, of the generated source and the objective: it depends on the architecture and not on comments.</param>
/// <param name="Objective">The objective's attribute; null if the class has none.</param>
/// <param name="Create">Creates the model with random weights from sizes in the order of <paramref name="Sizes"/>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ModelEntry(
    string Name,
    IReadOnlyList<ModelSize> Sizes,
    string SourceHash,
    ObjectiveAttribute? Objective,
    Func<IReadOnlyList<int>, torch.nn.Module> Create);
