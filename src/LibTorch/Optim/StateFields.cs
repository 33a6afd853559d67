using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace TorchSharp;

/// <summary>
/// The public fields of an optimizer's settings and of what it remembers of a parameter: numbers, bools and tensors. They are saved,
/// loaded and copied in the order of their declaration, which is the order in TorchSharp's files.
/// </summary>
internal static class StateFields
{
    // A program that is compiled ahead of time has no tokens, and keeps the order.
    public static IEnumerable<FieldInfo> Of([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .OrderBy(field => field.HasMetadataToken() ? field.MetadataToken : 0);

    public static void Save(object owner, IEnumerable<FieldInfo> fields, BinaryWriter writer)
    {
        foreach (var field in fields)
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

    public static void Load(object owner, IEnumerable<FieldInfo> fields, BinaryReader reader)
    {
        foreach (var field in fields)
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
    private static bool IsOptional(FieldInfo field) => field.IsDefined(typeof(OptionalStateAttribute));
}

/// <summary>Marks a tensor that some settings have and others have not.</summary>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class OptionalStateAttribute : Attribute;
