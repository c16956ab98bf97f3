namespace ScriptProxy;

/// <summary>
/// Writes TXT records into public DNS, so that a CA sees whose a name is (DNS-01, RFC 8555 section 8.4): the only proof
/// for wildcards, and one that needs no port to be reachable. certbot's answer to it are its DNS plugins and hooks.
/// </summary>
/// <remarks>
/// Called from orders, never from requests, for several records at once: also for the same name, for <c>example.com</c>
/// and <c>*.example.com</c> have a record each under one name. A call that takes longer than ten minutes is cancelled.
/// What a method throws ends the order, is logged with the plugin's name, and the order is tried again later.
/// </remarks>
public interface IDnsChallenge
{
    /// <summary>
    /// Adds the record beside others of the same name, and returns when all name servers of the zone answer with it:
    /// the CA is told to look right afterwards. Where the provider's API cannot tell, wait for as long as it says that
    /// it needs. A record that is there already is no error.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="stop">Cancelled when the order is given up or the proxy ends.</param>
    Task Create(DnsTextRecord record, CancellationToken stop);

    /// <summary>
    /// Removes the record and leaves others of the same name. Called for every record whose creation began, whether it
    /// ended well or not. A record that is not there is no error.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="stop">Cancelled when it takes too long or the proxy ends.</param>
    Task Remove(DnsTextRecord record, CancellationToken stop);
}
