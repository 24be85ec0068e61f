using System.Text;
using Track123.Csv;

namespace Track123.Commands;

/// <summary>
/// Converts a name or code page to an encoding, in the same way in Windows PowerShell and PowerShell 7.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EncodingTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var given = inputData.Unwrap();
        return given is Encoding
            ? given
            : EncodingNames.Find(LanguagePrimitives.ConvertTo<string>(given) ?? "")
                ?? throw new ArgumentTransformationMetadataException(
                    $"'{given}' is not an encoding. Use {string.Join(", ", EncodingNames.All.Select(e => e.Name))}, or "
                    + "a code page, such as 1252.");
    }
}
