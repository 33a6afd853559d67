using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>The parameters and persistent buffers by dotted names: the tensors themselves, and no copies.</summary>
            /// <param name="destination">Where they are added; a new dictionary where null.</param>
            /// <param name="prefix">What stands before each name, and a dot.</param>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var path = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach (var (name, parameter) in named_parameters())
                    destination.TryAdd(path + name, parameter);
                foreach (var (name, buffer) in named_buffers(include_nonpersistent: false))
                    destination.TryAdd(path + name, buffer);
                return destination;
            }

            /// <summary>Copies values by dotted names. Nothing is changed where something does not fit.</summary>
            /// <param name="source">The values.</param>
            /// <param name="strict">Must both sides have the same names?</param>
            /// <param name="skip">Names that are left alone.</param>
            /// <returns>The names that only the module has, and those that only the source has.</returns>
            /// <exception cref="InvalidOperationException">Strict, and the names are not the same.</exception>
            /// <exception cref="ArgumentException">A shape is not the same.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(source);
                var own = state_dict();
                skip ??= [];
                string[] missing = [.. own.Keys.Where(name => !source.ContainsKey(name) && !skip.Contains(name))];
                string[] unexpected = [.. source.Keys.Where(name => !own.ContainsKey(name) && !skip.Contains(name))];
                if (strict && missing.Length + unexpected.Length > 0)
                {
                    throw new InvalidOperationException(
                        $"The state is another model's. Missing: {Listed(missing)}. Unexpected: {Listed(unexpected)}.");
                }

                string[] shared = [.. own.Keys.Where(name => source.ContainsKey(name) && !skip.Contains(name))];
                foreach (var name in shared)
                {
                    if (!own[name].shape.SequenceEqual(source[name].shape))
                    {
                        throw new ArgumentException(
                            $"'{name}' is [{string.Join(", ", own[name].shape)}] here and [{string.Join(", ", source[name].shape)}] there.", nameof(source));
                    }
                }
                using var _ = no_grad();
                foreach (var name in shared)
                    own[name].copy_(source[name]);
                return (missing, unexpected);
            }

            /// <summary>Writes the state in TorchSharp's format.</summary>
            /// <param name="location">The file; an existing one is replaced once the new one is whole.</param>
            /// <param name="skip">Names that are left out.</param>
            /// <returns>The module itself.</returns>
            public Module save(string location, IList<string>? skip = null)
            {
                TensorFile.Write(location, writer => save(writer, skip));
                return this;
            }

            /// <summary>Writes the state in TorchSharp's format.</summary>
            /// <returns>The module itself.</returns>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
                return save(writer, skip);
            }

            /// <summary>Writes the state in TorchSharp's format.</summary>
            /// <returns>The module itself.</returns>
            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>Writes tensors by name in TorchSharp's format.</summary>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                var chosen = sd.Where(item => skip is null || !skip.Contains(item.Key)).ToList();
                writer.Write7BitEncodedInt64(chosen.Count);
                foreach (var (name, tensor) in chosen)
                {
                    writer.Write(name);
                    tensor.Save(writer);
                }
            }

            /// <summary>Reads the state in TorchSharp's format.</summary>
            /// <param name="location">The file.</param>
            /// <param name="strict">Must the file have the module's names, and no others?</param>
            /// <param name="skip">Names that are left alone.</param>
            /// <param name="loadedParameters">Is told which of the module's names were read.</param>
            /// <returns>The module itself.</returns>
            /// <exception cref="InvalidDataException">The file is damaged, or of another format; the module is unchanged.</exception>
            /// <exception cref="InvalidOperationException">Strict, and the names are not the same; the module is unchanged.</exception>
            /// <exception cref="ArgumentException">A shape is not the same; the module is unchanged.</exception>
            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                TensorFile.Read(location, reader => load(reader, strict, skip, loadedParameters));
                return this;
            }

            /// <inheritdoc cref="load(string, bool, IList{string}?, Dictionary{string, bool}?)"/>
            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <inheritdoc cref="load(string, bool, IList{string}?, Dictionary{string, bool}?)"/>
            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var scope = NewDisposeScope();
                var state = new Dictionary<string, Tensor>();
                TensorFile.Guard(() => Read(reader, state, skip ?? []));
                var (missing, _) = load_state_dict(state, strict, skip);
                if (loadedParameters is not null)
                {
                    foreach (var name in state_dict().Keys)
                        loadedParameters[name] = !missing.Contains(name) && skip?.Contains(name) is not true;
                }
                return this;
            }

            private static void Read(BinaryReader reader, Dictionary<string, Tensor> state, IList<string> skip)
            {
                for (var count = reader.Read7BitEncodedInt64(); count > 0; count--)
                {
                    var name = reader.ReadString();
                    if (skip.Contains(name))
                        TensorRecord.Skip(reader);
                    else if (!state.TryAdd(name, TensorRecord.Read(reader)))
                        throw new InvalidDataException($"The file has '{name}' twice: it is damaged.");
                }
            }

            private static string Listed(string[] names) => names.Length == 0 ? "none" : string.Join(", ", names);
        }
    }
}
