using System.Globalization;

namespace ModelDsl.Training;

/// <summary>
/// Random changes of the training images, new in each epoch. Their generator is separate: they do not change any other random number. Validation images
/// and test images are not changed. A value outside of its domain throws where it is set.
/// </summary>
public sealed record Augmentation
{
    /// <summary>True to mirror each image from left to right with probability ½.</summary>
    public bool Flip { get; init; }

    /// <summary>The largest number of pixels by which images are shifted in each direction; the border is repeated. Default: 0.</summary>
    public int Shift { get; init => field = Setting.AtLeast(0, value); }

    /// <summary>The smallest part of height and width, from a random place, that is magnified to the image; 1, the default, keeps the whole image.</summary>
    public double Crop
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw Setting.OutOfRange(nameof(Crop), value, "a number from more than 0 to 1");
    } = 1;

    /// <summary>The standard deviation of normal noise, after which pixels are clipped to [0, 1]. Unlike an objective's <c>InputNoise</c>, it is also in what the output is compared with. Default: 0.</summary>
    public double Noise { get; init => field = Setting.AtLeast(0, value); }

    /// <summary>True if an image moves: its height and width must be known.</summary>
    internal bool Moves => Flip || Shift > 0 || Crop < 1;

    /// <summary>Parses terms such as <c>flip</c>, <c>shift=2</c>, <c>crop=0.8</c> and <c>noise=0.1</c>.</summary>
    /// <exception cref="FormatException">A term is unknown, repeated or malformed; the message says which.</exception>
    internal static Augmentation Parse(IEnumerable<string> terms)
    {
        var (result, seen) = (new Augmentation(), new HashSet<string>());
        foreach (var term in terms.Select(term => term.ToLowerInvariant()))
        {
            var parts = term.Split('=', 2);
            if (!seen.Add(parts[0]))
                throw new FormatException($"'{parts[0]}' is set twice");
            result = (parts[0], Number(parts)) switch
            {
                ("flip", null) when parts.Length == 1 => result with { Flip = true },
                ("shift", >= 1 and <= ushort.MaxValue and var pixels) when pixels == Math.Floor(pixels) => result with { Shift = (int)pixels },
                ("crop", > 0 and < 1 and var part) => result with { Crop = part },
                ("noise", > 0 and var deviation) when double.IsFinite(deviation) => result with { Noise = deviation },
                _ => throw new FormatException($"'{term}' is none of flip, shift=2 (pixels), crop=0.8 (between 0 and 1) and noise=0.1 (a standard deviation)"),
            };
        }

        return result;
    }

    /// <summary>The terms that <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Join(' ', new[]
    {
        Flip ? "flip" : "", Shift > 0 ? $"shift={Shift.ToString(CultureInfo.InvariantCulture)}" : "",
        Crop < 1 ? $"crop={Crop.ToString(CultureInfo.InvariantCulture)}" : "", Noise > 0 ? $"noise={Noise.ToString(CultureInfo.InvariantCulture)}" : "",
    }.Where(term => term != ""));

    private static double? Number(string[] parts) =>
        parts.Length == 2 && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
