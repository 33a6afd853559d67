namespace ModelDsl.Generator.Shapes;

/// <summary>
/// Repairs divisions whose remainder is the same for all allowed values: <c>K/2</c> of an odd <c>K</c> becomes <c>(K - 1)/2</c>.
/// </summary>
internal static class Rounding
{
    /// <summary>The text with the division rounded down; null if the remainder is not the same for all values.</summary>
    /// <param name="text">The expression's text.</param>
    /// <param name="failure">Its inexact division.</param>
    /// <param name="values">Values of the sizes for which the division is not exact.</param>
    /// <param name="domain">The allowed values of the sizes.</param>
    /// <param name="isInBlock">True if the names in the text are a block's parameters.</param>
    public static string? Find(string text, SizeExpressionParser.Failure failure, IReadOnlyDictionary<string, long> values, SizeDomain domain, bool isInBlock)
    {
        var (dividend, divisor) = (failure.Dividend!, failure.Divisor!);
        if (divisor.Constant is not { } number || number < 2 || dividend.Quotients.Any() || dividend.With(values).Constant is not { } value)
            return null;
        var remainder = (value % number + number) % number;
        if (remainder == 0 || domain.Divide(dividend - remainder, divisor) is null)
            return null;
        var whole = isInBlock ? $"({text.Substring(failure.Start, failure.Sign - failure.Start).Trim()} - {remainder})" : (dividend - remainder).AsFactor();
        return text.Substring(0, failure.Start) + $"{whole}/{number}" + text.Substring(failure.End);
    }

    /// <summary>The rounded expression, and SamePadding in place of a padding.</summary>
    /// <param name="rounded">The rounded expression.</param>
    /// <param name="place">The argument.</param>
    public static IEnumerable<Proposal> Proposals(string rounded, Place place)
    {
        yield return new($" Write \"{rounded}\".", Repair.Set(place, $"\"{rounded}\""));
        if (place is { Kind: PlaceKind.Layer or PlaceKind.Block, Argument: "Padding" })
        {
            yield return new(" Write SamePadding = true in place of Padding.", Repair.Of(
                new(EditKind.RemoveArgument, place with { Element = -1 }, "no Padding"),
                new(EditKind.SetArgument, place with { Argument = "SamePadding", Element = -1 }, "true")));
        }
    }
}
