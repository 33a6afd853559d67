using System.Globalization;

namespace ModelDsl.Generator.Tests.Infrastructure;

/// <summary>How many inputs a random test tries: some in every run, and as many as one likes in a run of its own.</summary>
internal static class Corpus
{
    /// <summary>The number that the environment variable says; <paramref name="otherwise"/> where it says none.</summary>
    public static int Size(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
