namespace ModelDsl.Data;

/// <summary>The meaning of the axes of an array: [count, rows, columns], with channels after or before the rows and columns, or [count, features].</summary>
internal sealed record ArrayLayout(int Count, int Channels, int Rows, int Columns, bool ChannelsLast)
{
    public IReadOnlyList<long> Shape => [Channels, Rows, Columns];

    public static ArrayLayout Of(string name, IReadOnlyList<int> shape) => shape switch
    {
        [var count, var features] => new(count, 1, 1, features, false),
        [var count, var rows, var columns] => new(count, 1, rows, columns, false),
        [var count, var rows, var columns, (1 or 3) and var channels] => new(count, channels, rows, columns, true),
        [var count, (1 or 3) and var channels, var rows, var columns] => new(count, channels, rows, columns, false),
        _ => throw new InvalidDataException($"{name} is [{string.Join(", ", shape)}]; images are [count, rows, columns] or [count, rows, columns, 3], features [count, features]"),
    };

    public T[] ChannelsFirst<T>(T[] elements)
    {
        if (!ChannelsLast || Channels == 1)
            return elements;
        var moved = new T[elements.Length];
        var pixels = Rows * Columns;
        for (var index = 0; index < elements.Length; index++)
        {
            var (image, pixel, channel) = (index / (pixels * Channels), index / Channels % pixels, index % Channels);
            moved[(image * Channels + channel) * pixels + pixel] = elements[index];
        }

        return moved;
    }
}
