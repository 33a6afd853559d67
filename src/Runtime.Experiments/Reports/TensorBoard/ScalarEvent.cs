using Google.Protobuf;

namespace ModelDsl.Experiments.Reports.TensorBoard;

/// <summary>
/// TensorBoard's <c>Event</c> messages, as far as scalars need them. The fields are numbered as in tensorflow/core/util/event.proto and
/// tensorflow/core/framework/summary.proto.
/// </summary>
internal static class ScalarEvent
{
    private const int WallTime = 1, Step = 2, Version = 3, Summary = 5; // of Event
    private const int SummaryValue = 1; // of Summary
    private const int Tag = 1, SimpleValue = 2; // of Summary.Value

    /// <summary>The event with which a file begins.</summary>
    public static byte[] FileVersion(double wallTime) => Message(output =>
    {
        WriteTime(output, wallTime);
        output.WriteTag(Version, WireFormat.WireType.LengthDelimited);
        output.WriteString("brain.Event:2");
    });

    /// <summary>Some values at a step.</summary>
    public static byte[] Of(double wallTime, long step, IEnumerable<(string Tag, double Value)> scalars) => Message(output =>
    {
        WriteTime(output, wallTime);
        output.WriteTag(Step, WireFormat.WireType.Varint);
        output.WriteInt64(step);
        WriteMessage(output, Summary, summary =>
        {
            foreach (var (tag, value) in scalars)
                WriteMessage(summary, SummaryValue, scalar => WriteScalar(scalar, tag, value));
        });
    });

    private static void WriteTime(CodedOutputStream output, double wallTime)
    {
        output.WriteTag(WallTime, WireFormat.WireType.Fixed64);
        output.WriteDouble(wallTime);
    }

    private static void WriteScalar(CodedOutputStream output, string tag, double value)
    {
        output.WriteTag(Tag, WireFormat.WireType.LengthDelimited);
        output.WriteString(tag);
        output.WriteTag(SimpleValue, WireFormat.WireType.Fixed32);
        output.WriteFloat((float)value);
    }

    private static void WriteMessage(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(Message(write)));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
            write(output);
        return bytes.ToArray();
    }
}
