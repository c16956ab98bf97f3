using System.Net;

namespace ScriptProxy.Cli.Doctor.Machine;

/// <summary>A TCP socket that listens.</summary>
/// <param name="Address">Where; <c>0.0.0.0</c> and <c>::</c> are every address.</param>
/// <param name="Port">The port.</param>
/// <param name="Inode">What its owner's file descriptors point to.</param>
internal sealed record ListeningSocket(IPAddress Address, int Port, string Inode)
{
    public bool IsEverywhere => Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any);
}
