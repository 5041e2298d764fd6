using System;
using System.Net.Sockets;

namespace Esp32Bridge.Network
{
    /// <summary>Describes the exceptions of the network stack.</summary>
    public static class NetworkError
    {
        // Mbed TLS: MBEDTLS_ERR_X509_CERT_VERIFY_FAILED.
        private const int CertificateRefused = -0x2700;

        // The runtime's CLR_E_OBJECT_DISPOSED.
        private const int Disposed = unchecked((int)0x99000000);

        /// <summary>Describes an error below HTTP.</summary>
        /// <param name="error">The exception of the network stack.</param>
        /// <returns>The innermost error in words; if it is not known, its type and its number or its text.</returns>
        public static string TextOf(Exception error)
        {
            HttpException known = error as HttpException;
            if (known != null)
            {
                return known.Got;
            }

            Exception cause = error;
            while (cause.InnerException != null)
            {
                cause = cause.InnerException;
            }

            SocketException failure = cause as SocketException;
            return failure == null ? cause.GetType().Name + " " + cause.Message.TrimEnd('.') : TextOf(failure.ErrorCode);
        }

        // lwIP reports all errors of name resolution as InvalidArgument (nf-interpreter, lwIP_Sockets.cpp).
        private static string TextOf(int number)
        {
            switch (number)
            {
                case CertificateRefused:
                    return "a certificate that does not verify";
                case Disposed:
                case (int)SocketError.ConnectionAborted:
                case (int)SocketError.ConnectionReset:
                    return "connection closed";
                case (int)SocketError.ConnectionRefused:
                    return "connection refused";
                case (int)SocketError.TimedOut:
                    return "no answer in time";
                case (int)SocketError.HostNotFound:
                case (int)SocketError.NoData:
                case (int)SocketError.TryAgain:
                    return "host name not found";
                case (int)SocketError.InvalidArgument:
                    return "host name not found or invalid argument";
                case (int)SocketError.HostUnreachable:
                case (int)SocketError.NetworkUnreachable:
                    return "no route to the host";
                case (int)SocketError.NetworkDown:
                    return "no network";
                case (int)SocketError.AddressAlreadyInUse:
                    return "port in use";
                case (int)SocketError.TooManyOpenSockets:
                    return "no socket left";
                default:
                    return "SocketException " + number;
            }
        }
    }
}
