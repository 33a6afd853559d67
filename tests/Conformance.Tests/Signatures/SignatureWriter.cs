using System.Globalization;
using System.Reflection;

namespace ModelDsl.Conformance.Tests.Signatures;

/// <summary>Writes what reflection finds as the lists have it.</summary>
internal static class SignatureWriter
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>Every type and member that code outside of the assembly can use.</summary>
    public static IEnumerable<MemberInfo> Visible(Assembly assembly) => assembly.GetTypes()
        .Where(IsVisible)
        .SelectMany(type => type.GetMembers(Declared).Where(member => member is not Type && !type.IsEnum && IsVisible(member)).Prepend(type));

    public static string Write(MemberInfo member) => member is Type type
        ? $"{TypeNames.Of(type)} :: {Declaration(type)}"
        : $"{TypeNames.Of(member.DeclaringType!)} :: {Declaration(member)}";

    private static string Declaration(Type type)
    {
        if (type.IsEnum)
            return $"enum {{ {string.Join(", ", Enum.GetNames(type).Select(name => $"{name}={Enum.Parse(type, name):D}"))} }}";
        var modifiers = type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "";
        var kind = type.IsInterface ? "interface" : type.IsValueType ? "struct" : "class";
        var bases = type.GetInterfaces().Where(face => face.IsVisible).Prepend(type.BaseType).Select(part => part is null ? "" : TypeNames.Of(part));
        return $"{modifiers}{kind} : {string.Join(", ", bases)}";
    }

    private static string Declaration(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"{Modifiers(constructor)}ctor({Parameters(constructor.GetParameters())})",
        MethodInfo method =>
            $"{Modifiers(method)}{TypeNames.Of(method.ReturnType)} {method.Name}{TypeParameters(method)}({Parameters(method.GetParameters())})",
        PropertyInfo property => Declaration(property),
        FieldInfo field => $"{(field.IsPublic ? "" : "protected ")}{(field.IsStatic ? "static " : "")}field {TypeNames.Of(field.FieldType)} {field.Name}",
        _ => $"{member.MemberType} {member.Name}",
    };

    private static string Declaration(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).ToList();
        var modifiers = $"{(accessors.Any(accessor => accessor.IsPublic) ? "" : "protected ")}{(accessors[0].IsStatic ? "static " : "")}";

        // The lists leave out the params of an index.
        var indices = property.GetIndexParameters() is { Length: > 0 } parameters
            ? $"[{string.Join(", ", parameters.Select(parameter => $"{TypeNames.Of(parameter.ParameterType)} {parameter.Name}"))}]"
            : "";
        var getAndSet = string.Concat(accessors.Select(accessor => $"{accessor.Name[..3]}; "));
        return $"{modifiers}property {TypeNames.Of(property.PropertyType)} {property.Name}{indices} {{ {getAndSet}}}";
    }

    private static string Modifiers(MethodBase method) => (method.IsPublic ? "" : "protected ") + method switch
    {
        { IsStatic: true } => "static ",
        { IsAbstract: true } => "abstract ",
        MethodInfo info when info.GetBaseDefinition() != info => "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private static string TypeParameters(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{string.Join(',', method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var isThis = parameter is { Position: 0, Member: MethodInfo method } && method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute));
        var modifier = isThis ? "this "
            : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params "
            : !parameter.ParameterType.IsByRef ? ""
            : parameter.IsOut ? "out "
            : parameter.IsIn ? "in "
            : "ref ";
        return $"{modifier}{TypeNames.Of(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Default(parameter)}" : "")}";
    }

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null when parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null => "default",
        null => "null",
        bool value => value ? "true" : "false",
        string value => $"\"{value.ReplaceLineEndings("\\n")}\"",
        var value when EnumType(parameter) is { } type => $"{type.Name}.{Enum.GetName(type, value)}",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static Type? EnumType(ParameterInfo parameter) =>
        (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) is { IsEnum: true } type ? type : null;

    private static bool IsVisible(MemberInfo member) => member switch
    {
        Type { IsNested: true } type => (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!),
        Type type => type.IsPublic,
        ConstructorInfo constructor => !constructor.IsStatic && IsVisible((MethodBase)constructor),
        MethodInfo method => (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && IsVisible((MethodBase)method),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(accessor => IsVisible((MethodBase)accessor)),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        EventInfo { AddMethod: { } adding } => IsVisible((MethodBase)adding),
        _ => false,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;
}
