using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Track123.PowerShell.Tests.Module;

/// <summary>Reads an assembly without loading it.</summary>
internal sealed class Metadata : IDisposable
{
    private readonly PEReader file;

    public Metadata(string path)
    {
        this.file = new PEReader(File.OpenRead(path));
        this.Reader = this.file.GetMetadataReader();
    }

    public MetadataReader Reader { get; }

    public IEnumerable<AssemblyName> References => this.Reader.AssemblyReferences
        .Select(r => this.Reader.GetAssemblyReference(r).GetAssemblyName());

    /// <summary>The name under which the assembly was built, with version and key.</summary>
    public AssemblyName Name => this.Reader.GetAssemblyDefinition().GetAssemblyName();

    /// <summary>
    /// Returns a description of each public member, with types without their assembly, to compare two builds.
    /// </summary>
    public IEnumerable<string> PublicSurface() => this.PublicMembers(new TypeNamer(withAssembly: false));

    /// <summary>Returns the names, with assembly, of the types in public signatures.</summary>
    public IReadOnlySet<string> TypesInPublicSignatures()
    {
        var namer = new TypeNamer(withAssembly: true);
        _ = this.PublicMembers(namer).Count();
        return namer.Seen;
    }

    public void Dispose() => this.file.Dispose();

    private static bool IsVisible(MethodAttributes attributes) =>
        (attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private IEnumerable<string> PublicMembers(TypeNamer namer)
    {
        foreach (var type in this.Reader.TypeDefinitions.Select(this.Reader.GetTypeDefinition).Where(this.IsPublic))
        {
            var owner = TypeNamer.NameOf(this.Reader, type);
            var based = type.BaseType.IsNil ? "" : namer.NameOf(this.Reader, type.BaseType);
            yield return $"{owner} : {based}";
            foreach (var implemented in type.GetInterfaceImplementations().Select(this.Reader.GetInterfaceImplementation))
            {
                yield return $"{owner} : {namer.NameOf(this.Reader, implemented.Interface)}";
            }

            foreach (var method in type.GetMethods().Select(this.Reader.GetMethodDefinition).Where(m => IsVisible(m.Attributes)))
            {
                var signature = method.DecodeSignature(namer, genericContext: null);
                yield return $"{owner}.{this.Reader.GetString(method.Name)}({string.Join(", ", signature.ParameterTypes)}) {signature.ReturnType}";
            }

            foreach (var field in type.GetFields().Select(this.Reader.GetFieldDefinition)
                .Where(f => (f.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family))
            {
                yield return $"{owner}.{this.Reader.GetString(field.Name)} {field.DecodeSignature(namer, genericContext: null)}";
            }
        }
    }

    private bool IsPublic(TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic => this.IsPublic(this.Reader.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    private sealed class TypeNamer(bool withAssembly) : ISignatureTypeProvider<string, object?>
    {
        public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

        public static string NameOf(MetadataReader reader, TypeDefinition type)
        {
            var name = reader.GetString(type.Name);
            return type.GetDeclaringType().IsNil
                ? $"{reader.GetString(type.Namespace)}.{name}"
                : $"{NameOf(reader, reader.GetTypeDefinition(type.GetDeclaringType()))}+{name}";
        }

        public string NameOf(MetadataReader reader, EntityHandle type) => type.Kind switch
        {
            HandleKind.TypeDefinition => this.GetTypeFromDefinition(reader, (TypeDefinitionHandle)type, 0),
            HandleKind.TypeReference => this.GetTypeFromReference(reader, (TypeReferenceHandle)type, 0),
            _ => reader.GetTypeSpecification((TypeSpecificationHandle)type).DecodeSignature(this, genericContext: null),
        };

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
            NameOf(reader, reader.GetTypeDefinition(handle));

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
        {
            var type = reader.GetTypeReference(handle);
            var name = $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
            if (type.ResolutionScope.Kind == HandleKind.AssemblyReference)
            {
                var assembly = reader.GetString(
                    reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name);
                this.Seen.Add($"[{assembly}]{name}");
                name = withAssembly ? $"[{assembly}]{name}" : name;
            }

            return name;
        }

        public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            this.NameOf(reader, handle);

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

        public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{shape.Rank}]";

        public string GetByReferenceType(string elementType) => elementType + "&";

        public string GetPointerType(string elementType) => elementType + "*";

        public string GetPinnedType(string elementType) => elementType;

        public string GetSZArrayType(string elementType) => elementType + "[]";

        public string GetFunctionPointerType(MethodSignature<string> signature) => "function";

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
            $"{genericType}<{string.Join(", ", typeArguments)}>";

        public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

        public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => $"{unmodifiedType} mod({modifier})";
    }
}
