using System.Globalization;
using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Rows, columns and slices beyond this many are left out of the middle.</summary>
        private const int LongestAxis = 6;

        /// <summary>The shape, type and device, and the elements of a tensor that is not large.</summary>
        public override string ToString()
        {
            if (IsInvalid)
                return "[disposed]";
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"[{string.Join("x", shape)}], type = {dtype}, device = {device}");
            if (ndim == 0)
                text.Append(" = ").Append(Element(this));
            else if (device_type != DeviceType.META)
                Append(text.AppendLine(), detach(), 0);
            return text.ToString();
        }

        private static void Append(StringBuilder text, Tensor part, int depth)
        {
            using (part)
            {
                if (part.ndim == 0)
                {
                    text.Append(Element(part));
                    return;
                }
                text.Append('[');
                var length = part.size(0);
                for (var i = 0L; i < length; i++)
                {
                    if (i > 0)
                        text.Append(part.ndim == 1 ? ", " : ",\n" + new string(' ', depth + 1));
                    if (length > LongestAxis && i == LongestAxis / 2)
                    {
                        text.Append('…');
                        i = length - LongestAxis / 2 - 1;
                        continue;
                    }
                    Append(text, part.select(0, i), depth + 1);
                }
                text.Append(']');
            }
        }

        private static string Element(Tensor number) => number.ToScalar() switch
        {
            { Type: ScalarType.Bool } truth => truth.ToBoolean() ? "true" : "false",
            { Type: ScalarType.Int64 } integer => integer.ToInt64().ToString(CultureInfo.InvariantCulture),
            var real => real.ToDouble().ToString("g5", CultureInfo.InvariantCulture),
        };
    }
}
