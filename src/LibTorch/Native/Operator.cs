using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

/// <summary>
/// An operator of libtorch with the arguments that one call site passes, written as in its schema: <c>add.Tensor(self, other)</c>.
/// It is looked up in the loaded libtorch at its first call; arguments that are not named take the schema's defaults.
/// Operators of other libraries are written with their namespace: <c>library::name(self)</c>.
/// </summary>
internal sealed unsafe class Operator(string signature)
{
    /// <summary>List items and strings up to this many words are passed from the stack.</summary>
    private const int StackWords = 128;

    private nint _site;

    /// <summary>Calls an operator that gives one tensor.</summary>
    /// <exception cref="ExternalException">libtorch refused the arguments.</exception>
    public Tensor Tensor(params ReadOnlySpan<Argument> arguments)
    {
        Value result;
        Invoke(arguments, &result, 1);
        return new Tensor((nint)result.Bits);
    }

    /// <summary>Calls an operator that gives two tensors.</summary>
    public (Tensor, Tensor) Pair(params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc Value[2];
        Invoke(arguments, results, 2);
        return (new Tensor((nint)results[0].Bits), new Tensor((nint)results[1].Bits));
    }

    /// <summary>Calls an operator that gives three tensors.</summary>
    public (Tensor, Tensor, Tensor) Triple(params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc Value[3];
        Invoke(arguments, results, 3);
        return (new Tensor((nint)results[0].Bits), new Tensor((nint)results[1].Bits), new Tensor((nint)results[2].Bits));
    }

    /// <summary>Calls an operator that gives four tensors.</summary>
    public (Tensor, Tensor, Tensor, Tensor) Quadruple(params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc Value[4];
        Invoke(arguments, results, 4);
        return (new Tensor((nint)results[0].Bits), new Tensor((nint)results[1].Bits), new Tensor((nint)results[2].Bits), new Tensor((nint)results[3].Bits));
    }

    /// <summary>Calls an operator that gives a list of tensors.</summary>
    public Tensor[] Tensors(params ReadOnlySpan<Argument> arguments)
    {
        Value result;
        Invoke(arguments, &result, 1);
        var handles = (nint*)result.Bits;
        try
        {
            var tensors = new Tensor[result.Length];
            for (var i = 0; i < tensors.Length; i++)
                tensors[i] = new Tensor(handles[i]);
            return tensors;
        }
        finally
        {
            mdl_free(handles);
        }
    }

    /// <summary>Calls an operator that gives a bool.</summary>
    public bool Bool(params ReadOnlySpan<Argument> arguments)
    {
        Value result;
        Invoke(arguments, &result, 1);
        return result.Bits != 0;
    }

    /// <summary>Calls an operator that gives a number.</summary>
    public Scalar Scalar(params ReadOnlySpan<Argument> arguments)
    {
        Value result;
        Invoke(arguments, &result, 1);
        return new Scalar(result);
    }

    /// <summary>Calls an operator for what it does to its arguments.</summary>
    public void Call(params ReadOnlySpan<Argument> arguments) => Invoke(arguments, null, 0);

    /// <summary>Calls an operator that writes to <paramref name="self"/>, its first argument, and gives that.</summary>
    public Tensor InPlace(Tensor self, params ReadOnlySpan<Argument> arguments)
    {
        Span<Argument> all = [self, default, default, default, default, default];
        arguments.CopyTo(all[1..]);
        Invoke(all[..(arguments.Length + 1)], null, 0);
        return self;
    }

    private void Invoke(ReadOnlySpan<Argument> arguments, Value* results, int capacity)
    {
        var site = _site;
        if (site == 0)
            site = Bind();

        var words = 0;
        foreach (ref readonly var argument in arguments)
            words += Words(argument);

        Span<long> lists = words <= StackWords ? stackalloc long[StackWords] : new long[words];
        var values = stackalloc Value[arguments.Length];
        var passed = 0;
        try
        {
            fixed (long* start = lists)
            {
                var next = start;
                for (; passed < arguments.Length; passed++)
                    values[passed] = Pass(arguments[passed], ref next);
                mdl_call(site, values, results, capacity).Check();
            }
        }
        finally
        {
            for (var i = 0; i < passed; i++)
                Release(arguments[i]);
        }
    }

    private static int Words(in Argument argument) => argument.Owner switch
    {
        null => 0,
        Array list => list.Length,
        string text => Encoding.UTF8.GetByteCount(text) / sizeof(long) + 1,
        _ => 0,
    };

    /// <summary>
    /// Writes an argument's items to <paramref name="next"/>, and gives what points there. Native objects are held until
    /// <see cref="Release(in Argument)"/>.
    /// </summary>
    private static Value Pass(in Argument argument, ref long* next)
    {
        var value = new Value { Tag = argument.Tag, Bits = argument.Bits };
        switch (argument.Tag)
        {
            case Tag.Tensor or Tag.Generator:
                value.Bits = Unsafe.As<NativeHandle>(argument.Owner!).Hold().Native;
                return value;
            case Tag.IntList:
                var integers = (long[])argument.Owner!;
                integers.CopyTo(new Span<long>(next, integers.Length));
                value.Length = integers.Length;
                break;
            case Tag.DoubleList:
                var numbers = (double[])argument.Owner!;
                numbers.CopyTo(new Span<double>(next, numbers.Length));
                value.Length = numbers.Length;
                break;
            case Tag.TensorList:
                var tensors = (TensorHandle?[])argument.Owner!;
                Hold(tensors, next);
                value.Length = tensors.Length;
                break;
            case Tag.String:
                var text = (string)argument.Owner!;
                value.Length = Encoding.UTF8.GetBytes(text, new Span<byte>(next, Words(argument) * sizeof(long)));
                break;
            default:
                return value;
        }
        value.Bits = (long)next;
        next += Words(argument);
        return value;
    }

    private static void Hold(TensorHandle?[] tensors, long* natives)
    {
        var held = 0;
        try
        {
            for (; held < tensors.Length; held++)
                natives[held] = tensors[held]?.Hold().Native ?? 0;
        }
        catch
        {
            Release(tensors.AsSpan(0, held));
            throw;
        }
    }

    private static void Release(in Argument argument)
    {
        if (argument.Tag is Tag.Tensor or Tag.Generator)
            Unsafe.As<NativeHandle>(argument.Owner!).DangerousRelease();
        else if (argument.Tag == Tag.TensorList)
            Release((TensorHandle?[])argument.Owner!);
    }

    private static void Release(ReadOnlySpan<TensorHandle?> tensors)
    {
        foreach (var tensor in tensors)
            tensor?.DangerousRelease();
    }

    /// <summary>Two threads may bind at once: each gets a valid site, and one stays.</summary>
    private nint Bind()
    {
        var open = signature.IndexOf('(', StringComparison.Ordinal);
        var name = signature.AsSpan(0, open);
        var dot = name.IndexOf('.');
        var overload = dot < 0 ? "" : name[(dot + 1)..].ToString();
        var names = signature[(open + 1)..^1].Replace(" ", "", StringComparison.Ordinal);
        var operation = (dot < 0 ? name : name[..dot]).ToString();
        mdl_bind(operation.Contains("::", StringComparison.Ordinal) ? operation : "aten::" + operation, overload, names, out var site).Check();
        return _site = site;
    }
}
