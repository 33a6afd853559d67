using System.Reflection;

namespace TorchSharp;

/// <summary>
/// The public fields of an optimizer's settings and of what it remembers of a parameter: numbers, bools and tensors. They are saved,
/// loaded and copied in the order of their declaration, which is the order in TorchSharp's files.
/// </summary>
internal static class StateFields
{
    public static IEnumerable<FieldInfo> Of(object owner) =>
        owner.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).OrderBy(field => field.MetadataToken);

    public static void Save(object owner, BinaryWriter writer)
    {
        foreach (var field in Of(owner))
        {
            var value = field.GetValue(owner);
            if (IsOptional(field))
                writer.Write(value is not null);
            switch (value)
            {
                case double number:
                    writer.Write(number);
                    break;
                case long count:
                    writer.Write(count);
                    break;
                case bool flag:
                    writer.Write(flag);
                    break;
                case Tensor tensor:
                    tensor.Save(writer);
                    break;
            }
        }
    }

    public static void Load(object owner, BinaryReader reader)
    {
        foreach (var field in Of(owner))
            field.SetValue(owner, Read(field, reader));
    }

    private static object? Read(FieldInfo field, BinaryReader reader)
    {
        // No conditional expression: a number would become a tensor in it.
        if (field.FieldType == typeof(double?))
            return reader.ReadDouble();
        if (field.FieldType == typeof(long))
            return reader.ReadInt64();
        if (field.FieldType == typeof(bool?))
            return reader.ReadBoolean();
        return IsOptional(field) && !reader.ReadBoolean() ? null : TensorRecord.Read(reader).DetachFromDisposeScope();
    }

    /// <summary>Is it a tensor that need not be there? A flag says so in the file.</summary>
    private static bool IsOptional(FieldInfo field) =>
        field.FieldType == typeof(Tensor) && new NullabilityInfoContext().Create(field).ReadState == NullabilityState.Nullable;
}
