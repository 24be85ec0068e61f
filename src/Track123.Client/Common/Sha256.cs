using System.Security.Cryptography;
using System.Text;

namespace Track123.Common;

/// <summary>SHA-256 of text.</summary>
internal static class Sha256
{
    /// <summary>Computes the hash of the text's UTF-8 bytes.</summary>
    public static byte[] Hash(string text)
    {
        using var algorithm = SHA256.Create();
        return algorithm.ComputeHash(Encoding.UTF8.GetBytes(text));
    }
}
