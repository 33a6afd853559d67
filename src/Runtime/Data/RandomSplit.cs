using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ModelDsl.Data;

/// <summary>
/// Splits examples into training and test examples. The order by a hash is random but reproducible: the first examples of a file or folder would
/// otherwise often be all of one class.
/// </summary>
internal static class RandomSplit
{
    /// <summary>The fraction of test examples if none is set.</summary>
    public const double DefaultFraction = 0.2;

    /// <summary>Orders examples by a hash of their names.</summary>
    /// <param name="names">A name for each example.</param>
    /// <param name="seed">Another seed gives another order.</param>
    /// <returns>Indices of <paramref name="names"/>.</returns>
    public static int[] Order(IReadOnlyList<string> names, int seed) => Order(names.Count, index => names[index], seed);

    /// <summary>Orders examples that have no names.</summary>
    public static int[] Order(int count, int seed) => Order(count, index => index.ToString(CultureInfo.InvariantCulture), seed);

    // Half of a hash is enough to order examples, and saves memory for millions of them.
    private static int[] Order(int count, Func<int, string> name, int seed)
    {
        var (keys, order) = (new UInt128[count], new int[count]);
        for (var index = 0; index < count; index++)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed} {name(index)}")));
            (keys[index], order[index]) = (BinaryPrimitives.ReadUInt128BigEndian(hash), index);
        }

        Array.Sort(keys, order);
        return order;
    }

    /// <summary>The number of test examples: at least one, and at least one training example remains.</summary>
    public static int TestCount(int count, double fraction) => Math.Clamp((int)Math.Round(fraction * count, MidpointRounding.AwayFromZero), 1, count - 1);

    /// <summary>Returns a fraction of test examples that is valid.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not between 0 and 1.</exception>
    public static double Fraction(double value) =>
        value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The fraction of test images must be between 0 and 1.");
}
