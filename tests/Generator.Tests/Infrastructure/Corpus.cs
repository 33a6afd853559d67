using System.Globalization;

namespace ModelDsl.Generator.Tests.Infrastructure;

/// <summary>The number of inputs of a random test.</summary>
internal static class Corpus
{
    /// <summary>The number in the environment variable; <paramref name="otherwise"/> if it is not set.</summary>
    public static int Size(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
